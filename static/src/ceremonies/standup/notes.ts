import { standing } from '../../lib/rights'
import type { Meeting } from '../../lib/room.svelte'

const readers = ['developer', 'scrum_master', 'product_owner', 'product_manager', 'facilitator', 'co_facilitator']

/** The team reads the notes; stakeholders and observers see that they are there. Theirs never reach this browser. */
export function readsNotes(m: Meeting<'standup'>): boolean {
  const is = standing(m.room, m.you)
  return readers.some((who) => is.has(who))
}

/** What somebody wrote before, as far as it reaches this browser. */
export const noteOf = (m: Meeting<'standup'>, id: string) => m.audience.team?.notes?.[id]
