import type { RoomWords } from '../../lib/i18n/words.svelte'
import type { Person } from '../../lib/protocol.gen'
import { ranked } from '../../lib/rank'
import type { Kind, Meeting } from '../../lib/room.svelte'
import { handWords } from '../hands'
import type { SeatView } from './seats'

/** What a ceremony says of somebody at the ring. */
export type Look = Pick<SeatView, 'standing' | 'mark' | 'card'> & { word?: string | undefined }

/** Everybody at the table by order of arrival, each as a ceremony looks at them. */
export function seatsBy<K extends Kind>(
  m: Meeting<K>,
  w: RoomWords,
  lookOf: (m: Meeting<K>, id: string, p: Person, w: RoomWords) => Look,
): SeatView[] {
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
