import { argsOf } from '../../lib/drafts.svelte'
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

/** What stands typed of my notes, and is not with the team. */
export const isTyped = (m: Meeting<'standup'>): boolean => Object.keys(argsOf(m.drafts.of('note'))).length > 0

/** Hands in what stands typed, as it is; what is refused stays. */
export async function handInTyped(m: Meeting<'standup'>): Promise<void> {
  const typed = m.drafts.of('note')
  if (!isTyped(m) || !m.may('note')) return
  m.drafts.keep('note', undefined)
  if (await m.act('note', argsOf(typed))) m.drafts.keep('note', typed)
}
