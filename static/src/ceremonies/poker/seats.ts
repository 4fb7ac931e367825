import { words, type RoomWords } from '../../lib/i18n/words.svelte'
import { isHere } from '../../lib/presence'
import { ranked } from '../../lib/rank'
import type { Person } from '../../lib/protocol.gen'
import type { Meeting } from '../../lib/room.svelte'
import { countedIn } from '../../room/ballot'
import { handWords } from '../../room/hands'
import type { SeatView } from '../../room/ring/seats'
import { cards, isEnd, tableOf } from './table'

/** Everybody at the table by order of arrival; at the reveal with their cards, the lowest and the highest marked. */
export function seatsOf(m: Meeting<'poker'>, w: RoomWords): SeatView[] {
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

type Look = Pick<SeatView, 'standing' | 'mark' | 'card'> & { word?: string | undefined }

function lookOf(m: Meeting<'poker'>, id: string, p: Person, w: RoomWords): Look {
  const { open, result, sized } = tableOf(m)
  if (p.away || !isHere(m, id)) return { standing: 'away', word: p.away ? w.seat.away : w.seat.notHere }
  if (m.room.agenda.now === 'close') return { standing: 'spoken', mark: 'check' }
  if (m.room.agenda.now !== 'size' || !countedIn(m, m.room.ballots[cards]).includes(id)) return { standing: 'waits' }
  if (open)
    return m.room.ballots[cards]?.done?.[id]
      ? { standing: 'done', mark: 'check', word: w.seat.voted }
      : { standing: 'waits', word: w.seat.notVoted }
  const card = sized ? undefined : result?.votes?.[id]?.card
  if (!card) return { standing: 'waits' }
  const end = isEnd(result, card)
  const { low, high } = words.of('poker').ends
  return {
    standing: 'done',
    card: { face: words.answer(card), end },
    ...(end && { word: card === result?.low ? low : high }),
  }
}
