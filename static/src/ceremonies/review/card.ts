import { words } from '../../lib/i18n/words.svelte'
import type { Meeting } from '../../lib/room.svelte'
import type { Card } from '../../room/ceremony'

/** What is asked of each role, of several where somebody has several; and what becomes of what they say. */
export function card(m: Meeting<'review'>): Card {
  const w = words.of('review').card
  const roles = m.me?.roles ?? []
  const lead = (['product_owner', 'product_manager', 'developer', 'scrum_master', 'stakeholder'] as const).flatMap(
    (role) => (roles.includes(role) ? [w[role]] : []),
  )
  return {
    lead: lead.length ? lead : [w.others],
    facts: [
      { icon: 'send', text: w.named },
      { icon: 'point', text: w.advice },
    ],
  }
}
