import { words } from '../lib/i18n/words.svelte'
import type { Room } from '../lib/protocol.gen'
import { ranked } from '../lib/rank'
import type { IconName } from '../ui/icons'

/** What stands where somebody asked to be forgotten (rooms/person_forget.go). */
const forgotten = '—'

/** Something that happened in a meeting, when it did. */
export interface Step {
  key: string
  at: number
  icon: IconName
  says: string
  /** The phase that begins with it. */
  phase?: string
  /** It was written down, and is there from then on. */
  lasts?: boolean
}

/**
 * How a meeting went that has ended, oldest first: its phases, and what was written down with a name and still stands. It
 * is made of what everybody in the room has. Of nothing else a moment is known, so that nothing can be told from when it came:
 * no note, no vote, no result. What was taken back or forgotten is not there, and so neither is when that was.
 */
export function courseOf({ started, ended, agenda, actions, blockers, parked }: Room): Step[] {
  if (!started || !ended) return []
  const w = words.room.course
  const steps: Step[] = [{ key: 'start', at: started, icon: 'play', says: w.starts }]
  for (const [key, { began, rank, off }] of ranked(agenda.phases))
    if (began && began <= ended && rank > 0 && !off)
      steps.push({ key, at: began, icon: 'next', says: w.begins({ phase: words.phase(key) }), phase: key })
  const written = (
    of: Record<string, { text: string; at?: number }>,
    icon: IconName,
    say: (args: { text: string }) => string,
  ) => {
    for (const [key, { text, at }] of ranked(of as Record<string, { text: string; at?: number; rank: number }>))
      if (at && at >= started && at <= ended && text && text !== forgotten)
        steps.push({ key, at, icon, says: say({ text }), lasts: true })
  }
  written(blockers, 'flag', w.blocker)
  written(parked, 'bookmark', w.parked)
  written(actions, 'go', w.action)
  steps.push({ key: 'end', at: ended, icon: 'check', says: w.ends })
  return steps.sort((a, b) => a.at - b.at) // which keeps what came at once in this order
}

/** The phase that the meeting had come to at a step. */
export const phaseAt = (steps: readonly Step[], i: number): string | undefined =>
  steps.slice(0, i + 1).findLast(({ phase }) => phase)?.phase
