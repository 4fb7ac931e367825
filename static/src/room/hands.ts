import type { RoomWords } from '../lib/i18n/words.svelte'
import type { Room } from '../lib/protocol.gen'

/** "hand up", and which number in the queue when there is one; nothing when the hand is down. */
export function handWords(room: Room, id: string, w: RoomWords): string {
  const hands = room.floor.hands ?? []
  const at = hands.indexOf(id)
  if (at < 0) return ''
  return hands.length > 1 ? w.seat.handAt({ n: at + 1 }) : w.seat.hand
}
