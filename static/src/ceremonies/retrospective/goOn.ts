import { wordFor, words } from '../../lib/i18n/words.svelte'
import type { Meeting } from '../../lib/room.svelte'
import { isOpen, resultOf } from '../../room/ballot'

/** What came out of asking whether to go on with a topic, and what became of the topic, in a sentence. */
export function goOnCame(m: Meeting<'retrospective'>, topic: string): string {
  const ballot = m.room.ballots.go_on
  if (!ballot || ballot.about !== topic || isOpen(ballot)) return ''
  const state = m.shared.topics?.[topic]?.state ?? ''
  // At zero once more with too few people for a vote: the page says that instead.
  if (state === 'now' && !m.room.timers.topic) return ''
  const w = words.of('retrospective').discuss
  const tally = resultOf(ballot)?.tally ?? {}
  const counts = ballot.options.flatMap((option) => {
    const n = tally[option] ?? 0
    return n > 0 ? [wordFor(w.goOnFor, option)?.({ n }) ?? ''] : []
  })
  const said = counts.join(', ') || w.goOnTooFew
  const then = wordFor(w.goOnThen, state)
  return then ? `${said}: ${then}.` : `${said}.`
}
