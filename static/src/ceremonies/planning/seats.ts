import type { RoomWords } from '../../lib/i18n/words.svelte'
import { isHere } from '../../lib/presence'
import type { Person } from '../../lib/protocol.gen'
import type { Meeting } from '../../lib/room.svelte'
import type { SeatView } from '../../room/ring/seats'
import { seatsBy, type Look } from '../../room/ring/seatsBy'
import { sizingLook } from '../../room/sizing/seats'
import { isSizing } from './sizing'

/** Everybody at the table by order of arrival: who speaks, who is ready, and while something is sized who has chosen. */
export const seatsOf = (m: Meeting<'planning'>, w: RoomWords): SeatView[] => seatsBy(m, w, lookOf)

function lookOf(m: Meeting<'planning'>, id: string, p: Person, w: RoomWords): Look {
  const { agenda, floor } = m.room
  if (floor.speaker === id) return { standing: 'speaking', word: id === m.you ? '' : w.seat.speaking }
  if (p.away || !isHere(m, id)) return { standing: 'away', word: p.away ? w.seat.away : w.seat.notHere }
  if (agenda.now === 'close') return { standing: 'spoken', mark: 'check' }
  if (agenda.now === 'lobby' && m.shared.available?.[id] !== undefined) return { standing: 'spoken', mark: 'check' }
  if (isSizing(m)) return sizingLook(m, id)
  return agenda.done?.[id] ? { standing: 'spoken', mark: 'check', word: w.seat.done } : { standing: 'waits' }
}
