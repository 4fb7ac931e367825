import { words } from '../../lib/i18n/words.svelte'
import type { Meeting } from '../../lib/room.svelte'
import { isConcern } from '../../room/backlog/backlog'
import type { Step } from '../../room/ceremony'
import { copyMinutes } from '../../room/copyMinutes'
import { isAheadOpen } from '../../room/ahead/ahead'
import { onward } from '../../room/onward'
import { sizingStep } from '../../room/sizing/step'
import type { View } from '../../room/view.svelte'
import { handOf, nextOf, sayOf } from './hand'

/** The one thing to do next for this person; or why there is none. */
export function step(m: Meeting<'refinement'>, view: View): Step | undefined {
  const { step: w } = words.room
  const { agenda, baton, ended } = m.room
  if (ended) return { say: w.copy, icon: 'copy', run: () => copyMinutes(m) }
  if (agenda.paused && m.may('resume')) return { say: w.resume, icon: 'play', run: () => m.act('resume', {}) }
  if (m.may('start')) return { say: words.of('refinement').start, run: () => m.act('start', {}) }
  if (isAheadOpen(m.room.ahead) && m.may('estimate'))
    return { say: words.of('refinement').ahead.step, run: () => (view.tab = 'ahead') }
  if (agenda.now === 'lobby')
    return { say: baton.holder ? w.waitStart({ name: m.nameOf(baton.holder) }) : w.waitStartAny }
  if (agenda.now !== 'refine')
    return m.may('end') ? { say: w.end, icon: 'check', run: () => m.act('end', {}) } : undefined
  return ofItem(m, view)
}

function ofItem(m: Meeting<'refinement'>, view: View): Step {
  const w = words.of('refinement')
  const { item, step } = handOf(m)
  if (!item || !step) return m.may('next') ? { say: w.close, run: () => onward(m) } : { say: w.allDone }
  if (step === 'size') return sizingStep(m, view)
  const timer = m.room.timers.step
  if (!m.may('step')) return { say: sayOf(m, step, item), timer }
  const to = nextOf(m, step)
  const mind = step === 'order' && isConcern(item) ? { mind: w.concernWaits } : {}
  return { say: w.go[to || 'next'], run: () => m.act('step', { to }), timer, ...mind }
}
