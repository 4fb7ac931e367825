import { words } from '../../lib/i18n/words.svelte'
import type { Meeting } from '../../lib/room.svelte'
import type { Step } from '../../room/ceremony'
import { copyMinutes } from '../../room/copyMinutes'
import { onward } from '../../room/onward'
import { readyStep } from '../../room/ready'

export function step(m: Meeting<'talk'>): Step | undefined {
  const w = words.room
  const { agenda, baton, ended } = m.room
  if (ended) return { say: w.step.copy, icon: 'copy', run: () => copyMinutes(m) }
  if (agenda.paused && m.may('resume')) return { say: w.step.resume, icon: 'play', run: () => m.act('resume', {}) }
  if (m.may('start')) return { say: words.of('talk').start, run: () => m.act('start', {}) }
  if (agenda.now === 'lobby')
    return { say: baton.holder ? w.step.waitStart({ name: m.nameOf(baton.holder) }) : w.step.waitStartAny }
  if (agenda.now === 'close')
    return m.may('end') ? { say: w.step.end, icon: 'check', run: () => m.act('end', {}) } : undefined
  if (m.may('next')) return { say: words.of('talk').close, run: () => onward(m) }
  return readyStep(m)
}
