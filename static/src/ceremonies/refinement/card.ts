import { words } from '../../lib/i18n/words.svelte'
import type { Meeting } from '../../lib/room.svelte'
import type { Card } from '../../room/ceremony'

/** What each role is here for; who holds several is told of each. */
export function card(m: Meeting<'refinement'>): Card {
  const w = words.of('refinement').card
  const roles = m.me?.roles ?? []
  const lead = (['product_owner', 'product_manager', 'developer', 'scrum_master'] as const)
    .filter((role) => roles.includes(role))
    .map((role) => w[role])
  return {
    lead: lead.length ? lead : [w.others],
    facts: [
      { icon: 'check', text: w.steps },
      { icon: 'eye', text: w.unnamed },
    ],
  }
}
