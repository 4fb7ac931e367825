import type { Meeting } from '../lib/room.svelte'

/** A ballot waits for this person's answer, and none is given or on its way. */
export function waitsForMe(m: Meeting, ballot: string): boolean {
  const b = m.room.ballots[ballot]
  if (b?.state !== 'open' || !b.who[m.you] || !m.may('vote')) return false
  return m.held.votes?.[ballot] === undefined && !m.pendingMine('vote').some((v) => v.ballot === ballot)
}
