import { words } from '../../lib/i18n/words.svelte'
import type { Meeting } from '../../lib/room.svelte'
import type { Card } from '../../room/ceremony'

/** What is asked of each role, of several where somebody has several; and what is nobody's by name. */
export function card(m: Meeting<'planning'>): Card {
  const w = words.of('planning').card
  const roles = m.me?.roles ?? []
  const lead = (['developer', 'product_owner', 'product_manager', 'scrum_master'] as const).flatMap((role) =>
    roles.includes(role) ? [w[role]] : [],
  )
  return {
    lead: lead.length ? lead : [w.others],
    facts: [
      { icon: 'eye', text: w.hidden },
      { icon: 'hand', text: w.pull },
    ],
  }
}
