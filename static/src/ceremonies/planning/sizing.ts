import type { Meeting } from '../../lib/room.svelte'
import { tableOf } from '../../room/sizing/table'

/** Cards are out, or lie shown and wait for a size. */
export function isSizing(m: Meeting<'planning'>): boolean {
  const { ballot, open, sized, result } = tableOf(m)
  return m.room.agenda.now === 'what' && !!ballot && (open || (!sized && !!result))
}
