import { now } from '../lib/now.svelte'
import type { Timer } from '../lib/protocol.gen'
import type { Meeting } from '../lib/room.svelte'
import { paceOf, type Pace } from '../lib/timing'

/** The phase's own clock, where no slot is running. */
export const phaseTimer = (m: Meeting): Timer | undefined => m.room.timers.phase
export const phasePace = (m: Meeting): Pace =>
  m.room.agenda.paused ? 'paused' : paceOf(m.room.timers.phase, now.second)
