import type { Rhythm } from './protocol.gen'

/** Making one costs much more than asking it. */
const formats = new Map<string, Intl.DateTimeFormat>()
function formatOf(zone: string): Intl.DateTimeFormat {
  const how = { year: 'numeric', month: '2-digit', day: '2-digit', ...(zone && { timeZone: zone }) } as const
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('en', how)
  formats.set(zone, format)
  return format
}

const dateIn = (now: number, zone = ''): string => {
  const part = Object.fromEntries(
    formatOf(zone)
      .formatToParts(now)
      .map(({ type, value }) => [type, value]),
  )
  return `${part.year}-${part.month}-${part.day}`
}

/** Which day it is for the team, YYYY-MM-DD: in its time zone, else (or where the browser knows none of that name) in the reader's own. */
export function today(now: number, { zone }: Rhythm = {}): string {
  try {
    return dateIn(now, zone)
  } catch {
    return dateIn(now)
  }
}

const next = (date: string): string =>
  new Date(Date.parse(`${date}T00:00Z`) + 86_400_000).toISOString().slice(0, 'YYYY-MM-DD'.length)

/** Whether the team works on a day (Rhythm.Works of package rooms). */
export function works(date: string, { days = [] }: Rhythm = {}): boolean {
  const day = ((new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7) + 1
  return days.length ? days.includes(day) : day <= 5
}

/** The working days from one day to another, both counted. */
export function workdays(from: string, to: string, rhythm?: Rhythm): string[] {
  const all: string[] = []
  for (let date = from; date <= to; date = next(date)) if (works(date, rhythm)) all.push(date)
  return all
}

/** How many working days there are after today, the last one counted; below zero: since then. */
export function workdaysLeft(last: string, now: number, rhythm?: Rhythm): number {
  const at = today(now, rhythm)
  return last < at ? -workdays(next(last), at, rhythm).length : at < last ? workdays(next(at), last, rhythm).length : 0
}

/** How many working days ago something was, by its moment or its day. */
export const workdaysSince = (at: number | string, now: number, rhythm?: Rhythm): number =>
  workdays(next(typeof at === 'string' ? at : today(at, rhythm)), today(now, rhythm), rhythm).length

/** The last working day of a sprint of so many weeks that begins on a day. */
export function lastDay(from: string, weeks: number, rhythm?: Rhythm): string {
  const end = new Date(Date.parse(`${from}T00:00Z`) + (7 * weeks - 1) * 86_400_000).toISOString().slice(0, 10)
  return workdays(from, end, rhythm).at(-1) ?? end
}
