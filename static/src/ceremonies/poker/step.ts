import { words } from '../../lib/i18n/words.svelte'
import type { Meeting } from '../../lib/room.svelte'
import { waitsForMe } from '../../room/ask'
import type { Step } from '../../room/ceremony'
import { copyMinutes } from '../../room/copyMinutes'
import { onward } from '../../room/onward'
import type { View } from '../../room/view.svelte'
import { cards, labelsOf, questionOf, settle, tableOf } from './table'

/** The one thing to do next for this person; or why there is none. */
export function step(m: Meeting<'poker'>, view: View): Step | undefined {
  const { step: w } = words.room
  const { agenda, baton, ended } = m.room
  if (ended) return { say: w.copy, icon: 'copy', run: () => copyMinutes(m) }
  if (agenda.paused && m.may('resume')) return { say: w.resume, icon: 'play', run: () => m.act('resume', {}) }
  if (m.may('start')) return { say: words.of('poker').start, run: () => m.act('start', {}) }
  if (agenda.now === 'lobby')
    return { say: baton.holder ? w.waitStart({ name: m.nameOf(baton.holder) }) : w.waitStartAny }
  if (agenda.now === 'size') return inRound(m, view)
  return m.may('end') ? { say: w.end, icon: 'check', run: () => m.act('end', {}) } : undefined
}

function inRound(m: Meeting<'poker'>, view: View): Step {
  const w = words.of('poker')
  const table = tableOf(m)
  if (!table.ballot) return { say: w.noDevelopers }
  if (table.open) return whileHidden(m, view)
  if (table.sized) return m.may('next') ? { say: w.close, run: () => onward(m) } : { say: w.allSized }
  if (!m.may('settle')) return { say: whoSettles(m) }
  const { high, spread } = table.result ?? {}
  // Of two that lie side by side the higher: what is talked about longer comes no closer.
  if (high && (spread === 'equal' || spread === 'adjacent'))
    return { say: w.settle({ size: words.answer(high) }), icon: 'check', run: () => settle(m, high) }
  return { say: w.again, icon: 'hand', run: () => m.act('revote', { ballot: cards }) }
}

function whileHidden(m: Meeting<'poker'>, view: View): Step {
  const w = words.of('poker')
  if (waitsForMe(m, cards))
    return view.phone ? { say: questionOf(m), ask: { ballot: cards, labels: labelsOf(m) } } : { say: w.choose }
  const some = Object.keys(m.room.ballots[cards]?.done ?? {}).length > 0
  if (some && m.may('reveal')) return { say: w.show, icon: 'eye', run: () => m.act('reveal', { ballot: cards }) }
  return { say: m.held.votes?.[cards] ? w.chosen : w.waitCards }
}

function whoSettles(m: Meeting<'poker'>): string {
  const w = words.of('poker')
  const { people, baton } = m.room
  const owner = Object.entries(people).find(([id, p]) => m.here[id] && !p.left && p.roles.includes('product_owner'))
  const who = owner?.[0] ?? baton.holder
  return who ? w.waitSettle({ name: m.nameOf(who) }) : w.waitSettleAny
}
