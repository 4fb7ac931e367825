import { day, timeOfDay } from '../../lib/format'
import type { Ahead } from '../../lib/protocol.gen'
import type { Meeting } from '../../lib/room.svelte'
import { ranked } from '../../lib/rank'

/** Who is asked to do their part ahead of the meeting, and who has. */
export interface Asked {
  who: readonly string[]
  gave: (person: string) => boolean
}

/** All who have a role and take part today. */
export const withRole = (m: Meeting, role: string): string[] =>
  ranked(m.room.people)
    .filter(([, p]) => !p.left && !p.away && p.roles.includes(role))
    .map(([id]) => id)

export const isAheadOpen = (ahead: Ahead | undefined): boolean => !!ahead?.until && !ahead.over

/** The zone of the team, or of whoever looks. */
export const zoneOf = (m: Meeting): string =>
  m.room.rhythm?.zone || new Intl.DateTimeFormat('en').resolvedOptions().timeZone

/** "Wed, 2 Dec, 09:00", in a zone; where the browser knows none of that name, in the reader's own. */
export function momentIn(ms: number, zone: string | undefined, language: string): string {
  const how = { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const
  try {
    const there = { ...how, hourCycle: 'h23', ...(zone && { timeZone: zone }) } as const
    return new Intl.DateTimeFormat(language, there).format(ms)
  } catch {
    return `${day(ms, language)}, ${timeOfDay(ms, language)}`
  }
}

/** The wall's clock in a zone, as if it were UTC's. */
function wallIn(ms: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(ms)
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'))
}

/** When a clock on the wall of a zone shows a date and time, 2026-12-02T09:00. */
export function whenIn(local: string, zone: string): number {
  const wall = Date.parse(`${local}Z`)
  const guess = wall - (wallIn(wall, zone) - wall)
  return wall - (wallIn(guess, zone) - guess) // the clocks may change in between
}

/** The date and time that a clock on the wall of a zone shows. */
export const localIn = (ms: number, zone: string): string => new Date(wallIn(ms, zone)).toISOString().slice(0, 16)
