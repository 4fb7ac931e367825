import { now } from './now.svelte'
import type { signs } from './protocol.gen'

export type QuietSign = (typeof signs.quiet)[number]

/** After so long the room forgets a quiet signal (rooms/live/quiet.go). */
const life = 3 * 60_000

/**
 * What people tell the facilitators without anybody learning who. The room
 * answers nothing and stores nothing, so what I said is known to this tab alone.
 */
export class Quiet {
  /** By sign: how many, from three people on. Only facilitators are told. */
  counts = $state.raw<Record<string, number>>({})
  #until = $state.raw<Record<string, number>>({})

  /** Did I say this, and has it not lapsed? */
  said(what: QuietSign): boolean {
    return now.second < (this.#until[what] ?? 0)
  }
  say(what: QuietSign, on: boolean): void {
    this.#until = { ...this.#until, [what]: on ? now.exact() + life : 0 }
  }
  /** The room forgot them all: others facilitate now, or it was started anew. */
  forget(): void {
    this.counts = {}
    this.#until = {}
  }
}
