import type { Rhythm } from '../../lib/protocol.gen'
import { today, workdays } from '../../lib/rhythm'

/** Where a sprint stands, in the team's working days. */
export interface Course {
  /** Its working days, as dates. */
  days: string[]
  /** Which of them is today, or comes next, counted from 0; as many as there are: it is over. */
  at: number
  /** Today is before its first day. */
  early: boolean
}

/** The working days of a sprint and where today lies among them. */
export function courseOf(from: string, to: string, now: number, rhythm?: Rhythm): Course {
  const days = workdays(from, to, rhythm)
  const date = today(now, rhythm)
  const next = days.findIndex((day) => day >= date)
  return { days, at: next < 0 ? days.length : next, early: date < (days[0] ?? '') }
}
