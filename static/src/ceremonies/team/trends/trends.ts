import type { Mood, TeamPastMeeting } from '../../../lib/protocol.gen'
import type { Meeting } from '../../../lib/room.svelte'
import { outcomeOf } from '../../../room/sprint/outcome'

/** What is to be seen over sprints: of the team, and never of one person. */

/** How many of the newest are shown. */
const most = 8

/** What was done in each sprint that is over, oldest first. */
export function velocityOf({ shared }: Meeting<'team'>): { number: number; done: number }[] {
  const over = Object.values(shared.sprints ?? {})
  if (shared.sprint && outcomeOf(shared.sprint.outcome)) over.push(shared.sprint)
  return over
    .map(({ number = 0, done = 0 }) => ({ number, done }))
    .sort((a, b) => a.number - b.number)
    .slice(-most)
}

/** The mean of the newest three, which is what is reckoned with. */
export function paceOf(sprints: readonly { done: number }[]): number {
  const newest = sprints.slice(-3)
  return newest.reduce((sum, { done }) => sum + done, 0) / Math.max(1, newest.length)
}

const heldOf = ({ shared }: Meeting<'team'>): [string, TeamPastMeeting][] =>
  Object.entries(shared.past ?? {}).sort(([, a], [, b]) => a.ended - b.ended)

export interface Followed {
  room: string
  at: number
  done: number
  kept: number
  dropped: number
}

/** What became of the actions that each retrospective asked about, oldest first. */
export const followedOf = (m: Meeting<'team'>): Followed[] =>
  heldOf(m)
    .flatMap(([room, { ended, followed: of }]) =>
      of ? [{ room, at: ended, done: of.done ?? 0, kept: of.kept ?? 0, dropped: of.dropped ?? 0 }] : [],
    )
    .slice(-most)

/** In how many of the newest retrospectives in a row everything was done that was asked about. */
export const streakOf = (followed: readonly Followed[]): number => {
  const broken = followed.findLastIndex(({ kept, dropped }) => kept + dropped > 0)
  return followed.length - 1 - broken
}

export interface Timebox {
  kind: string
  held: number
  /** How many ended within their time, give or take a minute. */
  within: number
  /** Means, ms. */
  took: number
  budget: number
}

/** How each kind of meeting kept its time. */
export function timeboxesOf(m: Meeting<'team'>): Timebox[] {
  const kinds = new Map<string, TeamPastMeeting[]>()
  for (const [, held] of heldOf(m)) {
    if (held.took && held.budget) kinds.set(held.kind, [...(kinds.get(held.kind) ?? []), held])
  }
  const mean = (of: readonly TeamPastMeeting[], key: 'took' | 'budget') =>
    of.reduce((sum, held) => sum + (held[key] ?? 0), 0) / of.length
  return [...kinds].map(([kind, of]) => ({
    kind,
    held: of.length,
    within: of.filter(({ took = 0, budget = 0 }) => took <= budget + 60_000).length,
    took: mean(of, 'took'),
    budget: mean(of, 'budget'),
  }))
}

export const questions = ['safety', 'worth', 'review'] as const

/** What was answered to a question, meeting by meeting, oldest first: of the same people (rooms/mood.go). */
export const moodsOf = (m: Meeting<'team'>, question: (typeof questions)[number]): [string, Mood][] =>
  Object.entries(m.audience.team?.[question] ?? {}).sort(([, a], [, b]) => a.at - b.at)
