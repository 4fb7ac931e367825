import type { Timer } from './protocol.gen'
import { remains } from './forecast'

/** How a clock stands. Amber from 80 %, red only beyond the slot, grey while the meeting is paused. */
export type Pace = 'ok' | 'soon' | 'over' | 'paused'

/** Leave out the last fifth, and at least the last second: a cue must not come with the end itself. */
const soonAt = (of: number) => Math.max(1000, of * 0.2)

export function paceOf(timer: Timer | undefined, now: number, over = false): Pace {
  if (!timer) return 'ok'
  if (timer.due === undefined) return 'paused'
  if (over) return 'over'
  return remains(timer, now) <= soonAt(timer.of) ? 'soon' : 'ok'
}

/** The part of a clock that has run, 0 to 1. */
export const share = (timer: Timer, now: number) => (timer.of > 0 ? 1 - remains(timer, now) / timer.of : 1)
