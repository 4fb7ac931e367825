const every = 20_000

/** How long a line may be silent when something should be heard on it, in ms. */
export const patience = 10_000

/** What it needs of the line that it feels. */
export interface Felt {
  steady(): number
  /** False: there is no line that would take it. */
  ping(n: number): boolean
  /** Nothing was heard in time. */
  dead(): void
  /** An answer came: when it was asked for, and what the server's clock said. */
  pong(sent: number, server: number): void
}

/** The pulse of a line: pings, what they say of the server's clock, and whether anything is heard at all. */
export class Pulse {
  #beat: ReturnType<typeof setInterval> | undefined
  #deaf: ReturnType<typeof setTimeout> | undefined
  #sent = new Map<number, number>()
  #last = 0

  constructor(private readonly line: Felt) {}

  begin(): void {
    clearInterval(this.#beat)
    this.#beat = setInterval(() => this.ping(), every)
    this.measure()
  }

  /** A handful of pings tells how far the clocks are apart. */
  measure(): void {
    for (let i = 0; i < 5; i++) setTimeout(() => this.ping(), i * 150)
  }

  ping(within = patience): void {
    if (!this.line.ping(this.#last + 1)) return
    this.#sent.set(++this.#last, this.line.steady())
    if (this.#sent.size > 32) this.#sent.delete(this.#last - 32)
    this.expect(within)
  }

  pong(n: number, server: number | undefined): void {
    const sent = this.#sent.get(n)
    this.#sent.delete(n)
    if (sent !== undefined && server !== undefined) this.line.pong(sent, server)
  }

  /** Something must be heard by then, or the line is dead. */
  expect(within = patience): void {
    this.#deaf ??= setTimeout(() => {
      this.#deaf = undefined
      this.line.dead()
    }, within)
  }

  heard(): void {
    clearTimeout(this.#deaf)
    this.#deaf = undefined
  }

  stop(): void {
    clearInterval(this.#beat)
    this.heard()
    this.#sent.clear()
  }
}
