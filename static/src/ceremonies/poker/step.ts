import { words } from '../../lib/i18n/words.svelte'
import type { Meeting } from '../../lib/room.svelte'
import type { Step } from '../../room/ceremony'
import { copyMinutes } from '../../room/copyMinutes'
import { onward } from '../../room/onward'
import { sizingStep } from '../../room/sizing/step'
import { tableOf } from '../../room/sizing/table'
import type { View } from '../../room/view.svelte'

/** The one thing to do next for this person; or why there is none. */
export function step(m: Meeting<'poker'>, view: View): Step | undefined {
  const { step: w } = words.room
  const { agenda, baton, ended } = m.room
  if (ended) return { say: w.copy, icon: 'copy', run: () => copyMinutes(m) }
  if (agenda.paused && m.may('resume')) return { say: w.resume, icon: 'play', run: () => m.act('resume', {}) }
  if (m.may('start')) return { say: words.of('poker').start, run: () => m.act('start', {}) }
  if (agenda.now === 'lobby')
    return { say: baton.holder ? w.waitStart({ name: m.nameOf(baton.holder) }) : w.waitStartAny }
  if (agenda.now !== 'size')
    return m.may('end') ? { say: w.end, icon: 'check', run: () => m.act('end', {}) } : undefined
  if (!tableOf(m).sized) return sizingStep(m, view)
  const p = words.of('poker')
  return m.may('next') ? { say: p.close, run: () => onward(m) } : { say: p.allSized }
}
