import type { Meeting } from '../../lib/room.svelte'
import { questions, type Question } from './ballots'
import { takesPart } from './board/people'

/** People around my device who take part, in the order in which they came. */
export function aroundMe(m: Meeting<'retrospective'>): string[] {
  return Object.entries(m.room.people)
    .filter(([id, p]) => p.via === m.you && takesPart(m.room, id))
    .sort(([, a], [, b]) => a.rank - b.rank)
    .map(([id]) => id)
}

/** What goes round now: a question that is open, or the writing. */
export type Round = { kind: 'vote'; ballot: Question; key: string } | { kind: 'write' | 'dots'; key: string }

export function roundOf(m: Meeting<'retrospective'>): Round | undefined {
  const { agenda, ballots, ended } = m.room
  if (ended || agenda.paused) return undefined
  for (const ballot of questions) {
    const b = ballots[ballot]
    // Before I have answered myself nothing is passed on: my own screen asks me first.
    if (b?.state === 'open' && (!b.who[m.you] || m.held.votes?.[ballot]))
      return { kind: 'vote', ballot, key: `${ballot} ${b.round}` }
  }
  if (agenda.now === 'vote' && ballots.dots?.state === 'open')
    return { kind: 'dots', key: `dots ${ballots.dots.round}` }
  if (agenda.now === 'write' && m.shared.writing === 'open') return { kind: 'write', key: `write ${agenda.since}` }
  return undefined
}

/** Who has not had the device in this round; in a vote only those who are asked. */
export function waitingIn(m: Meeting<'retrospective'>, round: Round, had: ReadonlySet<string>): string[] {
  return aroundMe(m).filter((id) => {
    if (had.has(id)) return false
    if (round.kind === 'write') return true
    const b = m.room.ballots[round.kind === 'vote' ? round.ballot : 'dots']
    return (b?.who[id] ?? false) && !b?.done?.[id]
  })
}
