import type { Choice } from '../lib/protocol.gen'
import type { Meeting } from '../lib/room.svelte'
import { resultOf } from './ballot'

/** What this person has chosen: on its way, in their own drawer, or, where all see it at once, in the result. */
export function choiceOf(m: Meeting, ballot: string): Choice | undefined {
  const b = m.room.ballots[ballot]
  const open = b?.secrecy === 'named' ? resultOf(b)?.votes?.[m.you] : undefined
  return m.pendingMine('vote').findLast((vote) => vote.ballot === ballot) ?? m.held.votes?.[ballot] ?? open
}

/** A ballot waits for this person's answer, and none is given or on its way. */
export function waitsForMe(m: Meeting, ballot: string): boolean {
  const b = m.room.ballots[ballot]
  return b?.state === 'open' && !!b.who[m.you] && m.may('vote') && choiceOf(m, ballot) === undefined
}
