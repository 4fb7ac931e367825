import { words } from '../../lib/i18n/words.svelte'
import type { Result } from '../../lib/protocol.gen'
import type { Meeting } from '../../lib/room.svelte'
import { isOpen, resultsOf } from '../../room/ballot'

/** The one question of a poker. */
export const cards = 'cards'

/** What lies on the table: what is asked about, and what came out where it waits for a size. */
export function tableOf(m: Meeting<'poker'>) {
  const ballot = m.room.ballots[cards]
  const about = ballot?.about ?? ''
  const item = m.room.items?.[about]
  const open = isOpen(ballot)
  const sized = !open && (about ? item?.state !== 'current' : m.shared.size !== undefined)
  const results = resultsOf(ballot)
  return { ballot, about, item, open, sized, result: results.at(-1), rounds: results.length }
}

/** What is asked: how large is the item that the meeting is at, or what people talk about. */
export function questionOf(m: Meeting<'poker'>): string {
  const w = words.of('poker')
  const { item } = tableOf(m)
  return item ? w.questionOf({ item: item.title }) : w.question
}

/** What the cards are called that have a name in words. */
export const labelsOf = (m: Meeting<'poker'>): Record<string, string> =>
  Object.fromEntries(
    m.shared.deck.cards
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

export const settle = (m: Meeting<'poker'>, card: string) => m.act('settle', { card })
