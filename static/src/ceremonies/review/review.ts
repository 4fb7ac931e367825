import type { ReviewCandidate, ReviewDemo, ReviewFeedback } from '../../lib/protocol.gen'
import { ranked } from '../../lib/rank'
import type { Meeting } from '../../lib/room.svelte'
import { shownOf } from '../../room/ballot'
import type { IconName } from '../../ui/icons'

/** What people say of what they see, in the order of the buttons. */
export const kinds = ['like', 'question', 'idea', 'risk'] as const
export type FeedbackKind = (typeof kinds)[number]
export const kindIcon = { like: 'heart', question: 'help', idea: 'star', risk: 'flag' } satisfies Record<
  FeedbackKind,
  IconName
>
export const kindOf = ({ kind }: ReviewFeedback): FeedbackKind => kinds.find((one) => one === kind) ?? 'idea'

/** What the product owner makes of a candidate. */
export const decisions = ['accepted', 'parked', 'declined'] as const
export type Decision = (typeof decisions)[number]

/** What is shown next (nextDemo of rooms/ceremonies/review). */
export const nextDemo = ({ shared }: Meeting<'review'>): [string, ReviewDemo] | undefined =>
  ranked(shared.demos).find(([, { state, asked }]) => state === 'waits' && !asked)

export const demoNow = ({ shared }: Meeting<'review'>): ReviewDemo | undefined => shared.demos?.[shared.demo ?? '']

/** Sees to the queue and its clock. */
export const ordersDemos = (m: Meeting<'review'>): boolean => m.may('demo_queue')

/** The clock of what is shown; beyond its time the one that counts up. */
export const demoClock = ({ room, shared }: Meeting<'review'>) =>
  shared.demo ? (shared.over ? room.timers.over : room.timers.demo) : undefined

/** What was said of one thing: what others want to know most comes first, and what is answered last. */
export function saidOf({ shared }: Meeting<'review'>, demo = ''): [string, ReviewFeedback][] {
  return ranked(shared.feedback)
    .filter(([, f]) => (f.demo ?? '') === demo)
    .sort(
      ([, a], [, b]) =>
        Number(a.done ?? false) - Number(b.done ?? false) || (b.votes?.length ?? 0) - (a.votes?.length ?? 0),
    )
}

/** Open ones, of which nobody has said what becomes of them. */
export const undecided = ({ shared }: Meeting<'review'>): [string, ReviewCandidate][] =>
  ranked(shared.candidates).filter(([, { state }]) => state === 'open')

/** How many dots a candidate got, once they are shown. */
export const dotsOn = ({ room }: Meeting<'review'>, candidate: string): number =>
  shownOf(room.ballots.dots)?.tally?.[candidate] ?? 0

export type Fate = 'open' | Decision | 'answered' | 'heard'

/** What became of what somebody said, and why (fateOf of rooms/ceremonies/review). */
export function fateOf({ shared }: Meeting<'review'>, id: string): { fate: Fate; why: string } {
  const candidate = shared.candidates?.[id]
  if (shared.feedback?.[id]?.done) return { fate: 'answered', why: '' }
  return { fate: (candidate?.state as Fate | undefined) ?? 'heard', why: candidate?.why ?? '' }
}
