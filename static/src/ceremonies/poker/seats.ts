import type { RoomWords } from '../../lib/i18n/words.svelte'
import { isHere } from '../../lib/presence'
import type { Person } from '../../lib/protocol.gen'
import type { Meeting } from '../../lib/room.svelte'
import type { SeatView } from '../../room/ring/seats'
import { seatsBy, type Look } from '../../room/ring/seatsBy'
import { sizingLook } from '../../room/sizing/seats'

/** Everybody at the table by order of arrival; at the reveal with their cards, the lowest and the highest marked. */
export const seatsOf = (m: Meeting<'poker'>, w: RoomWords): SeatView[] => seatsBy(m, w, lookOf)

function lookOf(m: Meeting<'poker'>, id: string, p: Person, w: RoomWords): Look {
  if (p.away || !isHere(m, id)) return { standing: 'away', word: p.away ? w.seat.away : w.seat.notHere }
  if (m.room.agenda.now === 'close') return { standing: 'spoken', mark: 'check' }
  return m.room.agenda.now === 'size' ? sizingLook(m, id) : { standing: 'waits' }
}
