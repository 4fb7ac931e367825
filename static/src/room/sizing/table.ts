import { words } from '../../lib/i18n/words.svelte'
import type { Result } from '../../lib/protocol.gen'
import type { Meeting } from '../../lib/room.svelte'
import { isOpen, resultsOf } from '../ballot'

/** The ballot of every sizing (rooms.SizeBallot). */
export const cards = 'cards'

/** How many rounds there are at most (rooms.MostSizeRounds). */
const mostRounds = 2

/** What lies on the table: what is asked about, what came out where it waits for a size, and what follows from that. */
export function tableOf(m: Meeting) {
  const { ballots, items, sizing, timers } = m.room
  const ballot = ballots[cards]
  const about = ballot?.about ?? ''
  const item = items?.[about]
  const open = isOpen(ballot)
  const sized = !open && (about ? item?.state !== 'current' : sizing?.size !== undefined)
  const results = resultsOf(ballot)
  const rounds = results.filter(({ voters }) => voters > 0).slice(sizing?.past ?? 0)
  const result = results.at(-1)
  /** Who says why now, and who after that. */
  const voices = open || sized ? [] : (sizing?.voices ?? [])
  return {
    ballot,
    about,
    item,
    open,
    sized,
    result,
    rounds,
    voices,
    /** There may be another hidden round. */
    more: rounds.length < mostRounds,
    /** Of two side by side most choose, until this clock rings. */
    tie: open || sized ? undefined : timers.tie,
  }
}

/** What somebody chose who says why. */
export const cardOf = (result: Result | undefined, id: string): string => words.answer(result?.votes?.[id]?.card ?? '')

/** What is asked: how large is the item that the meeting is at, or what people talk about. */
export function questionOf(m: Meeting): string {
  const { item } = tableOf(m)
  const w = words.room.sizing
  return item ? w.questionOf({ item: item.title }) : w.question
}

/** What the cards are called that have a name in words. */
export const labelsOf = (m: Meeting): Record<string, string> =>
  Object.fromEntries(
    (m.room.sizing?.deck?.cards ?? [])
      .map((card) => [card, words.answer(card)] as const)
      .filter(([card, word]) => word !== card && card !== 'coffee'),
  )

const isSize = (card: string) => card !== '?' && card !== 'coffee'

/** The sizes to settle on: what was chosen and what lies between; all, where nobody chose a size. */
export function sizesOf(options: readonly string[], result: Result | undefined): string[] {
  const sizes = options.filter(isSize)
  const low = sizes.indexOf(result?.low ?? '')
  return low < 0 ? sizes : sizes.slice(low, sizes.indexOf(result?.high ?? '') + 1)
}

/** How many columns a scale has room for. */
const mostColumns = 9

/**
 * The scale on which the chosen sizes lie, with a card more at each end; of a wide one only what was chosen, and of that
 * the lowest. No scale where nobody chose a size.
 */
export function scaleOf(options: readonly string[], result: Result): { card: string; n: number; end: boolean }[] {
  const sizes = options.filter(isSize)
  const [low, high] = [sizes.indexOf(result.low ?? ''), sizes.indexOf(result.high ?? '')]
  if (low < 0) return []
  const near = sizes.slice(Math.max(0, low - 1), high + 2)
  const shown = near.length > mostColumns ? near.filter((card) => result.tally?.[card]).slice(0, mostColumns) : near
  return shown.map((card) => ({ card, n: result.tally?.[card] ?? 0, end: isEnd(result, card) }))
}

/** The lowest or the highest, where they are far apart: whoever chose it is asked why. */
export const isEnd = (result: Result | undefined, card: string): boolean =>
  result?.spread === 'wide' && (card === result.low || card === result.high)

export const settle = (m: Meeting, card: string) => m.act('settle', { card })

/** From which card to which others went since the round before, and who: those who moved, by where they came from. */
export function movesOf(options: readonly string[], was: Result, is: Result): Move[] {
  const moves: Move[] = []
  for (const [id, { card = '' }] of Object.entries(is.votes ?? {})) {
    const from = was.votes?.[id]?.card
    if (!from || !isSize(from) || !isSize(card)) continue
    const same = moves.find((move) => move.from === from && move.to === card)
    if (same) same.who.push(id)
    else moves.push({ from, to: card, who: [id] })
  }
  const at = (card: string) => options.indexOf(card)
  return moves.sort((a, b) => at(a.from) - at(b.from) || at(a.to) - at(b.to))
}
export interface Move {
  from: string
  to: string
  who: string[]
}
