import type { RoomWords } from '../../lib/i18n/words.svelte'
import { deviceOf, presenceOf } from '../../lib/presence'
import { ranked } from '../../lib/rank'
import type { Meeting } from '../../lib/room.svelte'
import { handWords } from '../../room/hands'
import type { SeatView } from '../../room/ring/seats'
import { isAskedToLeave } from './guests'
import { takesPart } from './board/people'

type Retro = Meeting<'retrospective'>

/** Whoever takes part sits at the table, and who facilitates; in secret phases nothing is shown of anybody. */
export function seatsOf(m: Retro, w: RoomWords): SeatView[] {
  const { people, baton, floor, agenda } = m.room
  return ranked(people)
    .filter(([id, p]) => !p.left && (takesPart(m.room, id) || baton.holder === id || floor.speaker === id))
    .map(([id, p]): SeatView => {
      const look = lookOf(m, id, w)
      const said = [
        look.word,
        id === m.you && look.standing !== 'speaking' ? w.seat.you : baton.holder === id && w.seat.facilitates,
        p.invited && w.seat.calledIn,
        look.standing !== 'next' && handWords(m.room, id, w),
      ]
      return {
        id,
        standing: look.standing,
        words: said.filter(Boolean).join(', '),
        hand: floor.hands?.includes(id) ?? false,
        ...(look.mark && { mark: look.mark }),
        named: agenda.now === 'lobby',
      }
    })
}

type Look = Pick<SeatView, 'standing' | 'mark'> & { word?: string }

function lookOf(m: Retro, id: string, w: RoomWords): Look {
  const { floor, agenda, people, ended } = m.room
  const p = people[id]
  const s = w.seat
  const presence = presenceOf(m, id)
  if (floor.speaker === id) return { standing: 'speaking', word: id === m.you ? s.you : s.speaking }
  if (p?.away) return { standing: 'away', word: s.away }
  if (isAskedToLeave(m.room, id)) return { standing: 'late', mark: 'guest' }
  if (presence === 'gone' && !p?.bot) return { standing: 'away', word: s.notHere }
  if (presence === 'dropped') return { standing: 'late', mark: 'offline', word: s.dropped }
  if (floor.hands?.[0] === id && agenda.now === 'discuss') return { standing: 'next', word: s.next }
  if (ended) return { standing: 'spoken', mark: 'check' }
  if (!agenda.blind && agenda.done?.[deviceOf(m.room, id)]) return { standing: 'spoken', mark: 'check', word: s.done }
  if (p?.invited) return { standing: 'guest', mark: 'guest' }
  return { standing: 'waits' }
}
