import type { Here } from './doc'

/** How long whoever was here may be on the way back once the room was opened anew, in milliseconds: they are told to come within five seconds. */
const returning = 8000

/**
 * Who is here, as all are told: 1 now, 0 not since a moment. When the room goes to another node, or its program is started
 * anew, all lose their line together and come back one by one: until then they stay where they were seen.
 */
export class Attendance {
  here = $state<Here>({})
  #epoch: number | undefined
  #awaited: string[] = []
  #over: ReturnType<typeof setTimeout> | undefined

  /** Takes what a greeting says; the epoch is another one when the room was opened anew. */
  greet(said: Told, epoch: number | undefined): void {
    const before = this.#epoch === undefined || epoch === this.#epoch ? {} : this.here
    this.#epoch = epoch ?? this.#epoch
    this.here = {}
    this.hear(said)
    this.#await(Object.keys(before).filter((id) => before[id] && !(id in said)))
  }

  /** Takes what changed: null has gone. */
  hear(said: Told): void {
    this.#awaited = this.#awaited.filter((id) => !(id in said))
    for (const [id, state] of Object.entries(said)) {
      if (state === null) delete this.here[id]
      else this.here[id] = state
    }
  }

  #await(ids: string[]): void {
    clearTimeout(this.#over)
    this.#awaited = ids
    for (const id of ids) this.here[id] = 1
    if (ids.length > 0) this.#over = setTimeout(() => this.#giveUp(), returning)
  }

  #giveUp(): void {
    for (const id of this.#awaited) delete this.here[id]
    this.#awaited = []
  }
}

type Told = Record<string, number | null>
