import type { Component } from 'svelte'
import type { Timer } from '../lib/protocol.gen'
import type { Meeting } from '../lib/room.svelte'
import type { IconName } from '../ui/icons'
import type { View } from './view.svelte'

/** The one filled button of a screen: what it says and does. Without `run` it is a sentence: nothing is asked of you now. */
export interface Step {
  say: string
  run?: () => unknown
  icon?: IconName
  /** It may be done, but is not what is asked: the button is not filled. */
  quiet?: boolean
  /** What to know before it is done: it hinders nobody. */
  mind?: string
  /** How long there is for it, where the stage may be scrolled away. */
  timer?: Timer | undefined
  /** On a phone the question that waits for me stands where the button would, answers and all. */
  ask?: { ballot: string; labels: Record<string, string>; promise?: string }
}

/** What is expected of somebody here, and what they should know: said once, on entering. */
export interface Card {
  lead: string[]
  /** What stands between <b> and </b> is strong. */
  facts: { icon: IconName; text: string }[]
}

/** What a ceremony adds to the room: its stage, and each person's next step. */
export interface Ceremony {
  Main: Component
  card?(meeting: Meeting): Card
  step(meeting: Meeting, view: View): Step | undefined
  /** People can tell the facilitators something without anybody learning who (the server's kind says the same). */
  quiet?: boolean
  /** No meeting, but where a team comes back to: without a clock at the top and a bar below. */
  home?: boolean
  /** What can be set while the meeting runs, for the sheet of the room. */
  settings?: Component
}
