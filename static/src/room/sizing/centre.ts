import { words } from '../../lib/i18n/words.svelte'
import type { Timer } from '../../lib/protocol.gen'
import type { Meeting } from '../../lib/room.svelte'
import { countedIn } from '../ballot'
import { cardOf, tableOf } from './table'

/** The middle of the ring while something is sized: what stands there, the clock that matters, and whose time it is. */
export interface Centre {
  say: string
  /** Below the picture of what came out. */
  about?: string | undefined
  clock?: Timer | undefined
  whose?: string | undefined
  /** The cards that are shown lie on a scale. */
  pictured: boolean
}

export function sizingCentre(m: Meeting): Centre {
  const { ring, ballot: w, sizing } = words.room
  const { ballot, item, open, sized, result, voices, tie } = tableOf(m)
  const pictured = !open && !sized && !!result?.low
  if (open) {
    const n = Object.keys(ballot?.done ?? {}).length
    const clock = m.room.timers[`ballot:cards`]
    return { say: ring.voted({ n, all: countedIn(m, ballot).length }), about: item?.title, clock, pictured }
  }
  if (sized) return { say: '', pictured }
  const [first] = voices
  return {
    say: result?.spread ? w.spread[result.spread as keyof typeof w.spread] : '',
    about: first ? sizing.why({ name: m.nameOf(first), card: cardOf(result, first) }) : item?.title,
    clock: first ? m.room.timers.voice : tie,
    whose: first,
    pictured,
  }
}
