/**
 * Of the tabs that one browser has in a room, one sounds: the one that was touched last, since browsers let none sound
 * that nobody touched. When it closes another takes over. Where the page may not ask for locks, on plain HTTP, each sounds.
 */
export class Voice {
  has = navigator.locks === undefined
  #waits = false
  readonly #name: string
  readonly #closed = new AbortController()

  constructor(room: string) {
    this.#name = `voice ${room}`
    void this.#wait()
  }

  /** This tab was touched. */
  take = () => {
    if (!this.has) void this.#ask({ steal: true })
  }

  close = () => this.#closed.abort()

  #wait(): Promise<void> {
    this.#waits = true
    return this.#ask({ signal: this.#closed.signal })
  }

  async #ask(how: LockOptions): Promise<void> {
    try {
      await navigator.locks?.request(this.#name, how, () => {
        this.has = true
        if (!how.steal) this.#waits = false
        return new Promise<void>((done) => this.#closed.signal.addEventListener('abort', () => done()))
      })
    } catch {
      if (this.#closed.signal.aborted) return
      this.has = false // another tab was touched
      if (!this.#waits) void this.#wait()
    }
  }
}
