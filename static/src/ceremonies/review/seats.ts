import type { RoomWords } from '../../lib/i18n/words.svelte'
import { isHere } from '../../lib/presence'
import type { Person } from '../../lib/protocol.gen'
import type { Meeting } from '../../lib/room.svelte'
import type { SeatView } from '../../room/ring/seats'
import { seatsBy, type Look } from '../../room/ring/seatsBy'
import { nextDemo } from './review'

/** Everybody by order of arrival: who shows something or has the floor, who is next, and while dots are given who has. */
export const seatsOf = (m: Meeting<'review'>, w: RoomWords): SeatView[] => seatsBy(m, w, lookOf)

function lookOf(m: Meeting<'review'>, id: string, p: Person, w: RoomWords): Look {
  const { agenda, floor, ballots } = m.room
  if (floor.speaker === id) return { standing: 'speaking', word: id === m.you ? '' : w.seat.speaking }
  if (p.away || !isHere(m, id)) return { standing: 'away', word: p.away ? w.seat.away : w.seat.notHere }
  if (agenda.now === 'close') return { standing: 'spoken', mark: 'check' }
  if (agenda.now === 'demos' && nextDemo(m)?.[1].by === id) return { standing: 'next', word: w.seat.next }
  if (agenda.now === 'next' && ballots.dots?.state === 'open' && ballots.dots.who[id])
    return ballots.dots.done?.[id]
      ? { standing: 'done', mark: 'check', word: w.seat.voted }
      : { standing: 'waits', word: w.seat.notVoted }
  return agenda.done?.[id] ? { standing: 'spoken', mark: 'check', word: w.seat.done } : { standing: 'waits' }
}
