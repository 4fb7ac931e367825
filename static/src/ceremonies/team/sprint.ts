import type { Rhythm } from '../../lib/protocol.gen'
import { today, workdays, workdaysSince } from '../../lib/rhythm'
import type { Meeting } from '../../lib/room.svelte'

/** How many working days a sprint of the team has: the one in progress, else one as long as they are, else two weeks. */
function daysOfSprint({ shared, room }: Meeting<'team'>): number {
  const { from, to } = shared.sprint ?? {}
  if (from && to) return workdays(from, to, room.rhythm).length
  return (room.rhythm?.weeks ?? 2) * (room.rhythm?.days?.length ?? 5)
}

/** Whether what was asked at some moment waits for its answer since a whole sprint. */
export const waitsTooLong = (meeting: Meeting<'team'>, since: number | undefined, now: number): boolean =>
  since !== undefined && workdaysSince(since, now, meeting.room.rhythm) >= daysOfSprint(meeting)

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
