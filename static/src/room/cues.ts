import type { Cue } from '../lib/sound'
import type { Pace } from '../lib/timing'

/** What one hears of a meeting, at one moment. */
export interface Heard {
  pace: Pace
  speaker: string
  /** Time was up for a topic, and all are asked whether to go on. */
  asks: boolean
}

/** The sound of what has changed, if any: my turn before all else. */
export function cueOf(was: Heard, is: Heard, you: string): Cue | undefined {
  if (is.speaker !== was.speaker && is.speaker === you) return 'turn'
  if (is.asks && !was.asks) return 'zero'
  if (is.pace === 'soon' && was.pace === 'ok') return 'soon'
  if (is.pace === 'over' && was.pace !== 'over' && was.pace !== 'paused') return 'zero'
  return undefined
}
