import type { Catalogues } from './words.gen'

/** Lengths and moments as people write them. */

/** 0:52, 11:15, 1:02:00. Minutes and seconds, for figures. */
export function figure(ms: number): string {
  const total = Math.max(0, Math.round(ms / 1000))
  const s = String(total % 60).padStart(2, '0')
  const minutes = Math.floor(total / 60)
  if (minutes < 60) return `${minutes}:${s}`
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${s}`
}

/** What a countdown shows: it says zero when the deadline is there, not a second before. */
export const countdown = (ms: number) => figure(Math.ceil(Math.max(0, ms) / 1000) * 1000)
/** What a count up shows. */
export const countup = (ms: number) => figure(Math.floor(Math.max(0, ms) / 1000) * 1000)

/** A length of time as it is said, for screen readers. */
export function lengthOf(ms: number, say: Catalogues['room']['length']): string {
  const total = Math.max(0, Math.round(ms / 1000))
  const [m, s] = [Math.floor(total / 60), total % 60]
  if (m === 0) return say.seconds({ s })
  return s === 0 ? say.minutes({ m }) : say.both({ m, s })
}

/** 09:13, in the person's own time zone. */
export function timeOfDay(ms: number, language: string): string {
  return new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(ms)
}

/** The zone in which times of day are shown here, as it is called: CET, or GMT+1 where it has no name. */
export function zone(ms: number, language: string): string {
  const parts = new Intl.DateTimeFormat(language, { hour: '2-digit', timeZoneName: 'short' }).formatToParts(ms)
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? ''
}

/** A time of day as another reader can take it: "14:00" becomes "14:00+01:00". */
export function zoned(time: string, now: number): string {
  const ahead = -new Date(now).getTimezoneOffset()
  return `${time}${ahead < 0 ? '-' : '+'}${clockOf(Math.abs(ahead))}`
}

/** A time of day with its zone, where it was said and here; without a zone it is taken as it stands. */
export function unzoned(time: string, now: number): { there: string; here: string; day: 'before' | 'same' | 'after' } {
  const there = time.slice(0, 5)
  const sign = time[5] === '-' ? -1 : 1
  if (time.length === 5) return { there, here: there, day: 'same' }
  const at = minutesOf(there) - sign * minutesOf(time.slice(6)) - new Date(now).getTimezoneOffset()
  const aDay = 24 * 60
  return { there, here: clockOf((at + aDay) % aDay), day: at < 0 ? 'before' : at < aDay ? 'same' : 'after' }
}
const clockOf = (minutes: number) =>
  [Math.floor(minutes / 60), minutes % 60].map((n) => String(n).padStart(2, '0')).join(':')
function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

export function day(date: string | number, language: string): string {
  const at = typeof date === 'string' ? new Date(`${date}T12:00`) : date
  return new Intl.DateTimeFormat(language, { weekday: 'short', day: 'numeric', month: 'short' }).format(at)
}

/** A day where many stand in a column: without the day of the week. */
export function date(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' }).format(at)
}

/** The moment at which the clock on the wall next shows this time, 09:15: today, or else tomorrow. */
export function nextTime(time: string, now: number): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const at = new Date(now)
  at.setHours(hour, minute, 0, 0)
  if (at.getTime() <= now) at.setDate(at.getDate() + 1)
  return at.getTime()
}

/** "a day, an owner and how we will know" */
export const listOf = (parts: readonly string[], language: string): string =>
  new Intl.ListFormat(language, { type: 'conjunction' }).format(parts)

/** Two letters that stand for a name in its seat. */
export function initials(name: string): string {
  const words = name.split(/\s+/).map((word) => word.replace(/^\p{P}+|\p{P}+$/gu, ''))
  const parts = words.filter((word) => word !== '')
  const [first = '', second = ''] = [...letters.segment(parts[0] ?? '')].map((part) => part.segment)
  const [last] = parts.length > 1 ? [...letters.segment(parts.at(-1) ?? '')].map((part) => part.segment) : []
  // A ligature is two letters by itself; of a sharp s there is no capital.
  const large = (letter: string) => (letter === 'ß' ? letter : letter.toUpperCase())
  if (last) return large(first) + large(last)
  return large(first).length > first.length ? large(first) : large(first) + second
}
/** As people count them: a flag, a family or an accent is one with what it belongs to. */
const letters = new Intl.Segmenter()

/** The last letter of a name: in some languages what follows depends on it. */
export const endingOf = (name: string): string => (/\p{L}$/u.exec(name)?.[0] ?? '').toLowerCase()

/** A name, and the number that the room put behind it to tell its bearer from another (rooms/name.go). */
export function splitName(name: string): [head: string, number: string] {
  const number = /( · \d+)+$/.exec(name)?.[0] ?? ''
  return [name.slice(0, name.length - number.length), number]
}
