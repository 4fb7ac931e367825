import { longest } from './protocol.gen'

/** What a pasted list makes of itself: the room reads it in the same way, and has the last word (rooms/item_bring.go). */
export interface Pasted {
  /** Of each line that brings something new. */
  titles: string[]
  /** Lines of which nothing can be made, with how many characters they have too many. */
  long: { line: number; over: number; text: string }[]
  /** Numbers of lines that are left out: they are empty, or there already. */
  empty: number[]
  twice: number[]
}

/** How many items the list of a meeting holds, and the backlog of a team. */
export const mostItems = 200
export const mostListed = 5000

const breaks = /\r\n|[\n-\r\u0085\u2028\u2029]/
/** What a line of a list begins with: a dash or dot, a number, a box to tick, in whatever order they were nested. */
const bullet = /^(?:(?:[-*+•‣◦–—]|\d{1,3}[.)]|\[[ xX]?\]|#{1,6})[\t\n\f\r ]+)+/
const shows = /[\p{L}\p{N}\p{P}\p{S}]/u

/** A title as the room would have it. */
const titleOf = (line: string) =>
  `${line.trim()} `.replace(bullet, '').normalize('NFC').split(/\s+/).filter(Boolean).join(' ')

/** Reads a text, line by line; `there` are the titles that the list has. */
export function read(text: string, there: Iterable<string>): Pasted {
  const pasted: Pasted = { titles: [], long: [], empty: [], twice: [] }
  const seen = new Set([...there].map((title) => title.toLowerCase()))
  for (const [i, raw] of text.trimEnd().split(breaks).entries()) {
    const line = i + 1
    const title = titleOf(raw)
    const over = [...title].length - longest.title
    if (!shows.test(title)) pasted.empty.push(line)
    else if (over > 0) pasted.long.push({ line, over, text: title })
    else if (seen.has(title.toLowerCase())) pasted.twice.push(line)
    else {
      seen.add(title.toLowerCase())
      pasted.titles.push(title)
    }
  }
  return pasted
}
