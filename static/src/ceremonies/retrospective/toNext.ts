import { phasesOf } from '../../lib/forecast'
import { wordFor, words } from '../../lib/i18n/words.svelte'
import type { Meeting } from '../../lib/room.svelte'
import type { Step } from '../../room/ceremony'
import { onward } from '../../room/onward'

/** On to the next phase. Phases may be left out, so what it is called is looked up. */
export function toNext(m: Meeting<'retrospective'>, say?: string): Step {
  const phases = phasesOf(m.room)
  const after = phases[phases.findIndex((p) => p.key === m.room.agenda.now) + 1]?.key ?? ''
  return {
    say: say ?? wordFor(words.of('retrospective').step.to, after) ?? words.room.bar.next,
    run: () => onward(m),
  }
}
