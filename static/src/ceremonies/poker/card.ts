import { words } from '../../lib/i18n/words.svelte'
import type { Meeting } from '../../lib/room.svelte'
import type { Card } from '../../room/ceremony'

/** Who sizes, who settles, and that nobody sees a card before all do. */
export function card(m: Meeting<'poker'>): Card {
  const w = words.of('poker').card
  const roles = m.me?.roles ?? []
  const lead = [
    ...(roles.includes('developer') ? [w.developer] : []),
    ...(roles.includes('product_owner') ? [w.product_owner] : []),
  ]
  return {
    lead: lead.length ? lead : [w.others],
    facts: [
      { icon: 'eye', text: w.hidden },
      { icon: 'hand', text: w.rounds },
    ],
  }
}
