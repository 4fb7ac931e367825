import type { Recurrence } from './protocol.gen'
import { today } from './rhythm'

const aDay = 86_400_000
const noon = (date: string) => Date.parse(`${date}T12:00Z`)
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 'YYYY-MM-DD'.length)
/** The day of the week, 1 is Monday. */
const weekday = (at: number) => ((new Date(at).getUTCDay() + 6) % 7) + 1
const monday = (at: number) => at - (weekday(at) - 1) * aDay

/** How far the clocks of a time zone are ahead of UTC at a moment. */
function ahead(zone: string, at: number): number {
  const how = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const
  const parts = new Intl.DateTimeFormat('en', { ...how, hourCycle: 'h23', timeZone: zone }).formatToParts(at)
  const of = Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]))
  const wall = Date.UTC(of.year ?? 0, (of.month ?? 1) - 1, of.day, of.hour, of.minute)
  return wall - (at - (at % 60_000))
}

/**
 * The moment at which clocks in a time zone show a day and a time, as calendars have it (RFC 5545, 3.3.5): the first
 * of two, and one that clocks leave out is reckoned as if they had not been changed.
 */
export function moment(date: string, time: string, zone: string): number {
  const wall = Date.parse(`${date}T${time}Z`)
  const [before, after] = [ahead(zone, wall - aDay), ahead(zone, wall + aDay)]
  const isSo = (shift: number) => ahead(zone, wall - shift) === shift
  return wall - (isSo(before) || !isSo(after) ? before : after)
}

/** When a ceremony is held next, one that goes on now included: the same days as in the calendar file (rooms/calendar). */
export function nextOf(r: Recurrence, zone: string, now: number): number | undefined {
  const first = noon(r.from)
  const begins = Math.max(first, noon(today(now, { zone })) - aDay)
  for (let at = begins; at < begins + (7 * r.every + 8) * aDay; at += aDay) {
    if (!r.days.includes(weekday(at)) || ((monday(at) - monday(first)) / (7 * aDay)) % r.every !== 0) continue
    const starts = moment(dayOf(at), r.at, zone)
    if (starts + r.minutes * 60_000 > now) return starts
  }
  return undefined
}
