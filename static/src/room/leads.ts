import type { RoomWords } from '../lib/i18n/words.svelte'
import type { Baton } from '../lib/protocol.gen'
import type { Meeting } from '../lib/room.svelte'

type Lead = Pick<Baton, 'holder' | 'owner'>

/** What all are told when the lead has passed on: who has it, and whose it was if they are back. */
export function leadNews(was: Lead, is: Lead, m: Meeting, w: RoomWords['leads']): string | undefined {
  const { holder } = is
  if (!holder || holder === was.holder) return undefined
  const mine = holder === m.you
  const again = holder === was.owner
  const name = m.nameOf(mine ? was.holder : holder)
  if (again) return mine ? w.youAgain({ name }) : w.nameAgain({ name })
  return mine ? w.you : w.name({ name })
}
