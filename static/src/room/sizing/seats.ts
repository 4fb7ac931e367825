import { words } from '../../lib/i18n/words.svelte'
import type { Meeting } from '../../lib/room.svelte'
import { countedIn } from '../ballot'
import type { Look } from '../ring/seatsBy'
import { cards, isEnd, tableOf } from './table'

/** How a seat looks while a thing is sized: who has chosen, at the reveal their cards, and who says why. */
export function sizingLook(m: Meeting, id: string): Look {
  const { open, result, sized, voices } = tableOf(m)
  const { seat, sizing } = words.room
  if (!countedIn(m, m.room.ballots[cards]).includes(id)) return { standing: 'waits' }
  if (open)
    return m.room.ballots[cards]?.done?.[id]
      ? { standing: 'done', mark: 'check', word: seat.voted }
      : { standing: 'waits', word: seat.notVoted }
  const card = sized ? undefined : result?.votes?.[id]?.card
  if (!card) return { standing: 'waits' }
  const end = isEnd(result, card)
  const { low, high } = sizing.ends
  const said = [
    end && (card === result?.low ? low : high),
    voices[0] === id && seat.speaking,
    voices[1] === id && seat.next,
  ]
  return {
    standing: voices[0] === id ? 'speaking' : 'done',
    card: { face: words.answer(card), end },
    ...(end && { word: said.filter(Boolean).join(', ') }),
  }
}
