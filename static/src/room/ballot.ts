import { words } from '../lib/i18n/words.svelte'
import type { Ballot, Result, Room } from '../lib/protocol.gen'
import { isHere } from '../lib/presence'
import { belongs } from '../lib/rights'
import type { Meeting } from '../lib/room.svelte'

/** Answers are still taken: for a moment also while they are being counted. */
export const isOpen = (ballot: Ballot | undefined): boolean => ballot?.state === 'open' || ballot?.state === 'counting'

/** Whose answers a ballot has or waits for: not of those who are gone or asked no more, unless they have answered. */
export const countedIn = (m: Meeting, ballot: Ballot | undefined): string[] =>
  Object.keys(ballot?.who ?? {}).filter((id) => {
    const person = m.room.people[id]
    return ballot?.done?.[id] || (!person?.away && isHere(m, id) && belongs(m.room, id, ballot?.may ?? 0))
  })

/** The newest round is about what is asked about now; older results say so themselves. */
const isAbout = (ballot: Ballot, round: string, result: Result, about: string): boolean =>
  (Number(round) === ballot.round ? (ballot.about ?? '') : (result.of ?? '')) === about

/** What came out of rounds about one thing that are over, oldest first. */
export const resultsOf = (ballot: Ballot | undefined, about = ballot?.about ?? ''): Result[] =>
  Object.entries(ballot?.results ?? {})
    .filter(([round, result]) => ballot && isAbout(ballot, round, result, about))
    .filter(([round]) => !(isOpen(ballot) && Number(round) === ballot?.round))
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, result]) => result)

/**
 * An anonymous question that has a result is asked again only of the same people, once all of them have answered:
 * the room refuses otherwise (rooms/ballot_again.go).
 */
export function mayAskAgain(room: Room, ballot: Ballot | undefined): boolean {
  const shown = shownOf(ballot)
  if (!ballot || ballot.secrecy !== 'anonymous' || !shown?.voters) return true
  const counted = Object.keys(shown.who ?? {})
  const eligible = Object.keys(room.people).filter(
    (id) => !room.people[id]?.left && !room.people[id]?.away && belongs(room, id, ballot.may),
  )
  return counted.length === eligible.length && eligible.every((id) => shown.who?.[id])
}

/** What came out of the newest round; of a named ballot that is open, what it has so far. */
export const resultOf = (ballot: Ballot | undefined): Result | undefined => ballot?.results?.[String(ballot.round)]

/** The newest result that shows something: a round in which nobody answered leaves the one before, as in the room. */
export const shownOf = (ballot: Ballot | undefined): Result | undefined =>
  resultsOf(ballot).findLast((result) => result.voters > 0) ?? resultOf(ballot)

/** What an answer is called; a card without a word stands for itself. */
export const cardName = (card: string, labels: Record<string, string>): string => labels[card] ?? words.answer(card)

/** What was chosen in a round, and by how many where more than one: "2, 5 (4×), 13". */
export const chosenIn = (ballot: Ballot, result: Result, labels: Record<string, string>): string =>
  ballot.options
    .filter((card) => result.tally?.[card])
    .map((card) => {
      const n = result.tally?.[card] ?? 0
      return `${cardName(card, labels)}${n > 1 ? ` (${n}×)` : ''}`
    })
    .join(', ')

/** The mean of a result that has one, else nothing. */
export const meanIn = ({ mean }: Result, locale: string): string =>
  mean === undefined ? '' : new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(mean)

/** How far apart the lowest and the highest card of a deck lie. */
export const isSpread = (spread: string | undefined): spread is 'equal' | 'partly' | 'adjacent' | 'wide' =>
  spread === 'equal' || spread === 'partly' || spread === 'adjacent' || spread === 'wide'

/** Answers in words: "Yes 5, Not sure 1, No 1"; of a deck only what was chosen, and how far apart: "Far apart, 2, 5 (3×)". */
export function tallyIn(ballot: Ballot, result: Result): string {
  const { spread } = words.room.ballot
  if (!ballot.deck) return ballot.options.map((o) => `${words.answer(o)} ${result.tally?.[o] ?? 0}`).join(', ')
  return [isSpread(result.spread) && spread[result.spread], chosenIn(ballot, result, {})].filter(Boolean).join(', ')
}
