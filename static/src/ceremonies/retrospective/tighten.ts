import { words } from '../../lib/i18n/words.svelte'
import type { Meeting } from '../../lib/room.svelte'
import { isOpen, resultOf } from '../../room/ballot'

type Retro = Meeting<'retrospective'>

/** What came of asking for a stricter promise, in a sentence. */
export function outcomeOf(m: Retro): string {
  const w = words.of('retrospective').tighten
  const ballot = m.room.ballots.tighten
  if (!ballot || isOpen(ballot)) return ''
  const result = resultOf(ballot)
  const { yes = 0, no = 0 } = result?.tally ?? {}
  if (ballot.state === 'void' || result?.lost) return w.lost
  if (!result || result.small || result.voters === 0) return w.few
  return yes > no ? w.became : w.stays
}

/** In which phase an outcome was first seen here. The room does not say when a vote ended. */
const seen = new Map<string, string>()

/** An outcome is news until the phase in which it came is over. To be asked in every phase. */
export function isNews(m: Retro): boolean {
  const ballot = m.room.ballots.tighten
  if (!ballot || isOpen(ballot)) return false
  const key = `${m.id} ${ballot.round}`
  const { now } = m.room.agenda
  if (!seen.has(key)) seen.set(key, now)
  return seen.get(key) === now
}
