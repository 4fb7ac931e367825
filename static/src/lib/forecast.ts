import type { Room, Timer } from './protocol.gen'
import { ranked } from './rank'

/** When the meeting will end if nothing changes, from what the document says. All times in milliseconds. */

export function remains(timer: Timer | undefined, now: number): number {
  if (!timer) return 0
  return timer.due === undefined ? (timer.left ?? 0) : Math.max(0, timer.due - now)
}

export const spent = (timer: Timer, now: number) => timer.of - remains(timer, now)

export const phasesOf = (room: Room) =>
  ranked(room.agenda.phases)
    .filter(([, phase]) => !phase.off)
    .map(([key, phase]) => ({ key, ...phase }))

/** Time the meeting has run, pauses left out. */
export function elapsed(room: Room, now: number): number {
  const { started, agenda } = room
  if (!started) return 0
  const until = room.ended ?? agenda.paused ?? now
  return Math.max(0, until - started - (agenda.idle ?? 0))
}

/** What the round still needs: the speaker's slot, and a slot for each who waits. */
function roundNeeds(room: Room, now: number): number {
  const { floor, timers } = room
  const waiting = Object.entries(floor.turns ?? {}).filter(
    ([id, turn]) => id !== floor.speaker && (turn.state === 'waits' || turn.state === 'later'),
  ).length
  return remains(timers.slot, now) + remains(timers.guest, now) + waiting * (floor.slot ?? 0)
}

/** What is left of the meeting, at this pace. */
export function needs(room: Room, now: number): number {
  if (room.ended) return 0
  let here = false
  let sum = 0
  for (const phase of phasesOf(room)) {
    if (here) sum += phase.budget ?? 0
    if (phase.key !== room.agenda.now) continue
    here = true
    const spoken = phase.key === 'round' && room.floor.turns ? roundNeeds(room, now) : undefined
    sum += spoken ?? (phase.key === 'lobby' ? 0 : remains(room.timers.phase, now))
  }
  return sum
}

export interface Forecast {
  ends: number
  /** Positive: that much before the planned end. */
  early: number
  total: number
}

export function forecast(room: Room, now: number): Forecast {
  const at = room.agenda.paused ?? now
  const rest = needs(room, at)
  const total = elapsed(room, now) + rest
  return { ends: now + rest, early: room.agenda.budget - total, total }
}

const leastRest = 60_000

/** How much more the current phase of a meeting that may not take longer than its budget can get (Spare in rooms/agenda_clock.go). */
export function spare(room: Room, now: number): number {
  const phases = phasesOf(room)
  const later = phases.slice(phases.findIndex(({ key }) => key === room.agenda.now) + 1)
  const takes = later.map(({ budget = 0, spent = 0 }) => Math.max(0, budget - spent))
  const sum = (of: number[]) => of.reduce((a, b) => a + b, 0)
  const unplanned = room.agenda.budget - elapsed(room, now) - remains(room.timers.phase, room.agenda.paused ?? now)
  return Math.max(0, unplanned - sum(takes) + sum(takes.map((ms) => Math.max(0, ms - leastRest))))
}
