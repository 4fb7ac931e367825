import type { Phase } from '../lib/protocol.gen'
import { ranked } from '../lib/rank'

export interface Placed {
  key: string
  phase: Phase
  /** Behind which phase it would come, one place up or down; none: there it cannot go. */
  up: string | undefined
  down: string | undefined
}

/** The phases after the lobby, in order. The last one stays, and what needs or follows a phase stays behind it, as in the room. */
export function placesOf(phases: Record<string, Phase>): Placed[] {
  const all = ranked(phases)
  const last = all.length - 1
  return all.slice(1).map(([key, phase], n) => {
    const i = n + 1
    const [before, after] = [all[i - 1], all[i + 1]]
    return {
      key,
      phase,
      up: i < last && i > 1 && before && !waitsFor(phase, before[0]) ? all[i - 2]?.[0] : undefined,
      down: i + 1 < last && after && !waitsFor(after[1], key) ? after[0] : undefined,
    }
  })
}

const waitsFor = (phase: Phase, key: string) => phase.needs === key || phase.follows === key
