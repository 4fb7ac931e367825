import { now } from '../lib/now.svelte'
import type { Timer } from '../lib/protocol.gen'
import type { Meeting } from '../lib/room.svelte'
import { paceOf, type Pace } from '../lib/timing'

/** The phase's own clock, where no slot is running. */
export const phaseTimer = (m: Meeting): Timer | undefined => m.room.timers.phase

/** Longer than any phase goes on. */
const long = 7 * 24 * 3_600_000

/** How long a phase goes on beyond its time, once its clock has rung and nothing else came of it: a clock that has run so long. */
export function phaseOver(m: Meeting): Timer | undefined {
  const { agenda, timers } = m.room
  const budget = agenda.phases[agenda.now]?.budget
  if (timers.phase || !budget || !m.room.started || m.room.ended) return undefined
  const due = agenda.since + budget + long
  if ((agenda.paused ?? now.second) < due - long) return undefined
  return agenda.paused ? { of: long, left: due - agenda.paused } : { of: long, due }
}

export function phasePace(m: Meeting): Pace {
  const over = phaseOver(m)
  return m.room.agenda.paused ? 'paused' : paceOf(over ?? m.room.timers.phase, now.second, over !== undefined)
}
