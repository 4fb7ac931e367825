import { HttpError, openRoom } from '../../lib/http'
import { words } from '../../lib/i18n/words.svelte'
import type { Meeting } from '../../lib/room.svelte'
import { place } from '../../lib/route.svelte'
import { secret } from '../../lib/storage'
import { toasts } from '../../lib/toasts.svelte'

/** How long a room is the one to go to, and how long it is told of (rooms/ceremonies/team/gather.go). */
const meetsFor = 12 * 60 * 60 * 1000
const keptFor = 15 * 24 * 60 * 60 * 1000
const tellsOf = (kind: string) => (kind === 'refinement' || kind === 'planning' ? keptFor : meetsFor)

/** Where the team meets for a ceremony now, if it does. */
export const placeOfKind = (m: Meeting<'team'>, kind: string, now: number) => {
  const at = m.shared.open?.[kind]
  return at && now < at.at + tellsOf(kind) ? at : undefined
}

/** It is so long ago that the team may meet anew. */
export const isOld = ({ at }: { at: number }, now: number): boolean => now >= at + meetsFor

/** Goes where the team meets for a ceremony; where it does not yet, opens the room and tells the others. */
export async function meet(m: Meeting<'team'>, kind: string, now: number, anew = false): Promise<void> {
  const there = placeOfKind(m, kind, now)
  if (there && !anew) return place.go(there.room)
  try {
    const opened = await openRoom(kind, m.room.title, m.id)
    secret.set(opened.id, opened.secret)
    const refused = await m.act('gather', { kind, room: `/r/${opened.id}#${opened.secret}` })
    // Somebody was faster: all meet there.
    const room = refused ? placeOfKind(m, kind, now)?.room : `/r/${opened.id}`
    if (room) place.go(room)
    else if (refused) toasts.say(words.refusal(refused))
  } catch (error) {
    if (!(error instanceof HttpError)) throw error
    toasts.say(words.refusal(error))
  }
}
