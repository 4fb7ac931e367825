import { words } from '../lib/i18n/words.svelte'
import { now } from '../lib/now.svelte'
import { today, workdaysSince } from '../lib/rhythm'
import type { Meeting } from '../lib/room.svelte'

/** For how long something is open, in the team's working days; '' on its first. */
export function ageOf({ room }: Meeting, at: number | undefined): string {
  const n = at ? workdaysSince(at, now.exact(), room.rhythm) : 0
  return n > 0 ? words.room.age({ n }) : ''
}

/** By how much a day is over on which something was to be done; '' before that, and on days off right after it. */
export function lateBy({ room }: Meeting, due: string): string {
  const n = due < today(now.exact(), room.rhythm) ? workdaysSince(due, now.exact(), room.rhythm) : 0
  return n > 0 ? words.room.tasks.late({ n }) : ''
}
