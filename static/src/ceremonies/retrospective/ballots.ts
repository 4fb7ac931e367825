import { words } from '../../lib/i18n/words.svelte'
import type { Meeting } from '../../lib/room.svelte'
import { waitsForMe } from '../../room/ask'
import type { Step } from '../../room/ceremony'
import type { View } from '../../room/view.svelte'

/** The questions that this ceremony asks with ready answers, in the order in which they matter when several are open. */
export const questions = ['tighten', 'safety', 'go_on', 'roti'] as const
export type Question = (typeof questions)[number]

export function wordsOf(question: Question) {
  const w = words.of('retrospective')
  switch (question) {
    case 'tighten':
      return { question: w.tighten.question, labels: w.answer, notAsked: w.tighten.notAsked }
    case 'safety':
      return { question: w.stage.question, labels: w.stage.labels, notAsked: w.stage.notAsked }
    case 'go_on':
      return { question: w.discuss.goOn, labels: w.answer, notAsked: w.discuss.goOnNotAsked }
    case 'roti':
      return { question: w.close.roti, labels: w.close.rotiLabels, notAsked: w.close.rotiNotAsked }
  }
}

/** A question waits for my answer: on a phone it stands in the bar, elsewhere the bar points at it. */
export function askStep(m: Meeting<'retrospective'>, view: View): Step | undefined {
  const ballot = questions.find((id) => waitsForMe(m, id))
  if (!ballot) return undefined
  const { question, labels } = wordsOf(ballot)
  if (!view.phone) return { say: words.of('retrospective').step.answer }
  const anonymous = m.room.ballots[ballot]?.secrecy === 'anonymous'
  return { say: question, ask: { ballot, labels, ...(anonymous && { promise: words.room.ballot.promise }) } }
}
