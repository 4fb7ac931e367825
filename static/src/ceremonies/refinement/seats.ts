import type { RoomWords } from '../../lib/i18n/words.svelte'
import { isHere } from '../../lib/presence'
import type { Person } from '../../lib/protocol.gen'
import type { Meeting } from '../../lib/room.svelte'
import type { SeatView } from '../../room/ring/seats'
import { seatsBy, type Look } from '../../room/ring/seatsBy'
import { sizingLook } from '../../room/sizing/seats'

/** Everybody at the table by order of arrival: who has the floor, and while an item is sized the cards. */
export const seatsOf = (m: Meeting<'refinement'>, w: RoomWords): SeatView[] => seatsBy(m, w, lookOf)

function lookOf(m: Meeting<'refinement'>, id: string, p: Person, w: RoomWords): Look {
  if (p.away || !isHere(m, id)) return { standing: 'away', word: p.away ? w.seat.away : w.seat.notHere }
  if (m.room.agenda.now === 'close') return { standing: 'spoken', mark: 'check' }
  if (m.room.agenda.now === 'refine' && m.shared.step === 'size') return sizingLook(m, id)
  return m.room.floor.speaker === id ? { standing: 'speaking', word: w.seat.speaking } : { standing: 'waits' }
}
