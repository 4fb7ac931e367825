import { unzoned } from '../lib/format'
import { words } from '../lib/i18n/words.svelte'

/** Until when it will be gone today, where that was said and, if the clock shows another time there, here. */
export function todayBy(time: string, now: number): string {
  const w = words.room.blockers
  const { there, here, day } = unzoned(time, now)
  return there === here ? w.todayBy({ time: there }) : w.todayByAway({ time: there, here, day })
}
