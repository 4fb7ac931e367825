import type { Ballot, Result, Room } from '../lib/protocol.gen'
import { belongs } from '../lib/rights'

/** Answers are still taken: for a moment also while they are being counted. */
export const isOpen = (ballot: Ballot | undefined): boolean => ballot?.state === 'open' || ballot?.state === 'counting'

/** Whose answers a ballot has or waits for: not of those who are asked no more, unless they have answered. */
export const countedIn = (room: Room, ballot: Ballot | undefined): string[] =>
  Object.keys(ballot?.who ?? {}).filter((id) => {
    const person = room.people[id]
    return ballot?.done?.[id] || (!person?.away && belongs(room, id, ballot?.may ?? 0))
  })

/** What came out of the newest round. */
export const resultOf = (ballot: Ballot | undefined): Result | undefined => ballot?.results?.[String(ballot.round)]

/** The newest result that shows something: a round in which nobody answered leaves the one before, as in the room. */
export function shownOf(ballot: Ballot | undefined): Result | undefined {
  const rounds = Object.entries(ballot?.results ?? {}).sort(([a], [b]) => Number(b) - Number(a))
  return rounds.find(([, result]) => result.voters > 0)?.[1] ?? resultOf(ballot)
}
