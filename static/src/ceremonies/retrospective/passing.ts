import { ranked } from '../../lib/rank'
import type { Meeting } from '../../lib/room.svelte'
import { isOpen } from '../../room/ballot'
import { questions, type Question } from './ballots'
import { takesPart } from './board/people'

/** People around my device who take part, in the order in which they came. */
export function aroundMe(m: Meeting<'retrospective'>): string[] {
  return ranked(m.room.people)
    .filter(([id, p]) => p.via === m.you && takesPart(m.room, id))
    .map(([id]) => id)
}

/** What goes round now: a question that is open, or the writing. */
export type Round = {
  key: string
  /** It stands still and will go on where it was: the meeting is paused, or the answers are being counted. */
  rests: boolean
} & ({ kind: 'vote'; ballot: Question } | { kind: 'write' | 'dots' })

export function roundOf(m: Meeting<'retrospective'>): Round | undefined {
  const { agenda, ballots, ended } = m.room
  if (ended) return undefined
  const paused = !!agenda.paused
  for (const ballot of questions) {
    const b = ballots[ballot]
    if (!b || !isOpen(b)) continue
    // Before I have answered myself nothing is passed on: my own screen asks me first.
    if (b.who[m.you] && !m.held.votes?.[ballot]) continue
    return { kind: 'vote', ballot, key: `${ballot} ${b.round}`, rests: paused || b.state === 'counting' }
  }
  const { dots } = ballots
  if (agenda.now === 'vote' && dots && isOpen(dots))
    return { kind: 'dots', key: `dots ${dots.round}`, rests: paused || dots.state === 'counting' }
  // The time that a phase took is counted when it is left: a pause does not change it.
  const spent = agenda.phases.write?.spent ?? 0
  if (agenda.now === 'write' && ['open', 'frozen'].includes(m.shared.writing ?? ''))
    return { kind: 'write', key: `write ${spent} ${m.shared.lost ? 'again' : ''}`, rests: paused }
  return undefined
}

/** One person's turn with the device, in one round. */
export const turnOf = (round: Round, person: string) => `${round.key} ${person}`

/** Who has not had the device in this round; in a vote only those who are asked, and nobody when time is up. */
export function waitingIn(m: Meeting<'retrospective'>, round: Round, had: ReadonlySet<string>): string[] {
  if (round.kind === 'write' && m.shared.writing === 'frozen') return []
  return aroundMe(m).filter((id) => {
    if (had.has(turnOf(round, id))) return false
    if (round.kind === 'write') return true
    const b = m.room.ballots[round.kind === 'vote' ? round.ballot : 'dots']
    return (b?.who[id] ?? false) && !b?.done?.[id]
  })
}

/** Whoever has just taken the device goes on with the keyboard from here. */
export const focusFirst = (page: HTMLElement) =>
  (page.querySelector<HTMLElement>('textarea') ?? page.querySelector<HTMLElement>('button:not([disabled])'))?.focus()
