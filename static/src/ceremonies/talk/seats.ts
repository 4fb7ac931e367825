import type { RoomWords } from '../../lib/i18n/words.svelte'
import { isHere } from '../../lib/presence'
import { ranked } from '../../lib/rank'
import type { Meeting } from '../../lib/room.svelte'
import { handWords } from '../../room/hands'
import type { SeatView } from '../../room/ring/seats'

/** Everyone who was asked in sits at the table, by order of arrival. */
export function seatsOf(m: Meeting<'talk'>, w: RoomWords): SeatView[] {
  const { people, baton, agenda, floor } = m.room
  return ranked(people)
    .filter(([, p]) => !p.left)
    .map(([id, p]): SeatView => {
      const hand = floor.hands?.includes(id) ?? false
      const gone = p.away || !isHere(m, id)
      const done = agenda.done?.[id] ?? false
      const said = [
        gone ? (p.away ? w.seat.away : w.seat.notHere) : done && w.seat.done,
        id === m.you ? w.seat.you : baton.holder === id && w.seat.facilitates,
        handWords(m.room, id, w),
      ]
      return {
        id,
        standing: gone ? 'away' : done || agenda.now === 'close' ? 'spoken' : 'waits',
        words: said.filter(Boolean).join(', '),
        hand,
        ...(done && { mark: 'check' }),
        named: true,
      }
    })
}
