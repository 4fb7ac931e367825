import { words } from '../../lib/i18n/words.svelte'
import { may } from '../../lib/rights'
import type { Meeting } from '../../lib/room.svelte'
import { waitsForMe } from '../ask'
import type { Step } from '../ceremony'
import type { View } from '../view.svelte'
import { cardOf, cards, labelsOf, questionOf, settle, tableOf } from './table'

/** The next thing to do while something is sized; not once it has its size. */
export function sizingStep(m: Meeting, view: View): Step {
  const w = words.room.sizing
  const { ballot, open, result, voices, more, tie } = tableOf(m)
  if (!ballot) return { say: w.noDevelopers }
  if (open) return whileHidden(m, view)
  if (voices.length) return whileHeard(m, voices)
  if (tie && m.may('agree') && !m.room.sizing?.agrees?.[m.you] && !m.may('settle'))
    return { say: w.chooseTie, timer: tie }
  if (!m.may('settle')) return { say: whoSettles(m) }
  const { high, spread } = result ?? {}
  // Of two that lie side by side, and where no round is left, the higher: what is talked about longer comes no closer.
  if (high && (spread === 'equal' || spread === 'adjacent' || !more))
    return { say: w.settle({ size: words.answer(high) }), icon: 'check', run: () => settle(m, high) }
  if (!more) return { say: w.over }
  return m.may('revote')
    ? { say: w.again, icon: 'hand', run: () => m.act('revote', { ballot: cards }) }
    : { say: w.waitCards }
}

function whileHidden(m: Meeting, view: View): Step {
  const w = words.room.sizing
  if (waitsForMe(m, cards))
    return view.phone ? { say: questionOf(m), ask: { ballot: cards, labels: labelsOf(m) } } : { say: w.choose }
  const some = Object.keys(m.room.ballots[cards]?.done ?? {}).length > 0
  if (some && m.may('reveal')) return { say: w.show, icon: 'eye', run: () => m.act('reveal', { ballot: cards }) }
  return { say: m.held.votes?.[cards] ? w.chosen : w.waitCards }
}

function whileHeard(m: Meeting, [first = '', second]: readonly string[]): Step {
  const w = words.room.sizing
  const { result } = tableOf(m)
  const run = () => m.act('heard', {})
  const timer = m.room.timers.voice
  if (first === m.you) return { say: w.said, icon: 'check', run, timer }
  if (m.may('heard')) return { say: second ? w.hear({ name: m.nameOf(second) }) : w.voteNow, run, timer }
  return { say: w.why({ name: m.nameOf(first), card: cardOf(result, first) }), timer }
}

function whoSettles(m: Meeting): string {
  const w = words.room.sizing
  const { people, baton } = m.room
  const able = Object.keys(people).filter((id) => m.here[id] && may(m.room, id, 'settle'))
  const who = able.find((id) => people[id]?.roles.includes('product_owner')) ?? able[0] ?? baton.holder
  return who ? w.waitSettle({ name: m.nameOf(who) }) : w.waitSettleAny
}
