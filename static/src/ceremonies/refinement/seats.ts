import type { RoomWords } from '../../lib/i18n/words.svelte'
import { isHere } from '../../lib/presence'
import { ranked } from '../../lib/rank'
import type { Person } from '../../lib/protocol.gen'
import type { Meeting } from '../../lib/room.svelte'
import { handWords } from '../../room/hands'
import type { SeatView } from '../../room/ring/seats'
import { sizingLook, type Look } from '../../room/sizing/seats'

/** Everybody at the table by order of arrival: who has the floor, and while an item is sized the cards. */
export function seatsOf(m: Meeting<'refinement'>, w: RoomWords): SeatView[] {
  return ranked(m.room.people)
    .filter(([, p]) => !p.left)
    .map(([id, p]): SeatView => {
      const { word, ...look } = lookOf(m, id, p, w)
      const said = [word, id === m.you && w.seat.you, handWords(m.room, id, w)]
      return {
        id,
        ...look,
        words: said.filter(Boolean).join(', '),
        hand: m.room.floor.hands?.includes(id) ?? false,
        named: true,
      }
    })
}

function lookOf(m: Meeting<'refinement'>, id: string, p: Person, w: RoomWords): Look {
  if (p.away || !isHere(m, id)) return { standing: 'away', word: p.away ? w.seat.away : w.seat.notHere }
  if (m.room.agenda.now === 'close') return { standing: 'spoken', mark: 'check' }
  if (m.room.agenda.now === 'refine' && m.shared.step === 'size') return sizingLook(m, id)
  return m.room.floor.speaker === id ? { standing: 'speaking', word: w.seat.speaking } : { standing: 'waits' }
}
