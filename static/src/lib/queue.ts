import type { Act, Refusal, Verb } from './doc'
import type { Acts } from './protocol.gen'
import type { Seen } from './seen'

/** At most so many may be on the way; the rest wait here. */
const window = 32

interface Waiting extends Act {
  sent: boolean
  settle: (refusal?: Refusal) => void
}

/**
 * What this tab did and the room has not answered. Numbers run 1, 2, 3 without
 * gap: the room does each once and in order, however often it is sent.
 */
export class Queue {
  #next = 1
  #waiting: Waiting[] = []

  /** Lowest number still waited for: what `hello` tells the room. */
  get next(): number {
    return this.#waiting[0]?.n ?? this.#next
  }

  get acts(): readonly Act[] {
    return this.#waiting
  }

  /** The promise is kept when the room has answered; it yields the refusal, if it was one. */
  add<V extends Verb>(verb: V, args: Acts[V], seen?: Seen): Promise<Refusal | undefined> {
    return new Promise((settle) =>
      this.#waiting.push({ n: this.#next++, do: verb, with: args, ...(seen && { if: seen }), sent: false, settle }),
    )
  }

  /** What may be sent now, in order. */
  *take(): Generator<Act> {
    for (const act of this.#waiting.slice(0, window)) {
      if (act.sent) continue
      act.sent = true
      yield plain(act)
    }
  }

  /** The connection is new, or the room wants these again: send all from `n` on once more. */
  rewind(n = 0): void {
    for (const act of this.#waiting) if (act.n >= n) act.sent = false
  }

  /** The room answered. */
  answer(n: number, refusal?: Refusal): void {
    const i = this.#waiting.findIndex((act) => act.n === n)
    if (i < 0) return
    const [act] = this.#waiting.splice(i, 1)
    act?.settle(refusal)
  }

  /**
   * Another era: numbers start at 1 again. What the room had answered up to `last` and still waits here was answered
   * on a connection that broke: it may have been done, so the person must decide.
   */
  renumber(last: number, refusal: Refusal): Act[] {
    const lost = this.#waiting.filter((act) => act.n <= last)
    this.#waiting = this.#waiting.filter((act) => act.n > last)
    this.#waiting.forEach((act, i) => Object.assign(act, { n: i + 1, sent: false }))
    this.#next = this.#waiting.length + 1
    return settle(lost, refusal)
  }

  /** The room does not know this tab any more: whatever waits must be decided anew by the person. */
  abandon(refusal: Refusal): Act[] {
    const lost = this.#waiting
    this.#waiting = []
    this.#next = 1
    return settle(lost, refusal)
  }
}

function settle(lost: Waiting[], refusal: Refusal): Act[] {
  for (const act of lost) act.settle(refusal)
  return lost.map(plain)
}

/** As it goes up. */
const plain = (act: Act): Act => ({ n: act.n, do: act.do, with: act.with, ...(act.if && { if: act.if }) })
