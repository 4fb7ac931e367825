import { words } from '../../lib/i18n/words.svelte'
import type { Meeting } from '../../lib/room.svelte'
import type { Card } from '../../room/ceremony'

const parts = ['product_owner', 'product_manager', 'developer', 'scrum_master'] as const

/** What each role is for in a team; who has several reads all of them. */
export function card(m: Meeting<'team'>): Card {
  const w = words.of('team').card
  const lead = parts.filter((role) => m.me?.roles.includes(role)).map((role) => w[role])
  return {
    lead: lead.length ? lead : [w.others],
    facts: [
      { icon: 'bookmark', text: w.lasting },
      { icon: 'people', text: w.starts },
    ],
  }
}
