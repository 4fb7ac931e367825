/**
 * The server's clock as this browser sees it. Laptop clocks are minutes off, so
 * no figure rests on them: `performance.now()` runs evenly, and pings tell how
 * far it is from the server's time. The error is at most half the quickest round trip.
 *
 * While a computer sleeps `performance.now()` stands still, on most systems, and the clock on
 * its wall does not. So the two are compared: once they went apart, nothing measured before holds.
 */

interface Sample {
  offset: number
  trip: number
}

const kept = 16
/** Milliseconds by which the two clocks of a machine go apart at once only when it slept or its clock was set. */
const leap = 250
/** Milliseconds by which a figure may be moved without anybody seeing it. */
const unseen = 100

export class ServerClock {
  #samples: Sample[] = []
  #offset = 0
  /** By how much the wall's clock is ahead of the steady one. */
  #gap: number
  /** What was asked before this counts no more. */
  #since = 0
  #set = 0

  constructor(
    private readonly steady: () => number = () => performance.now(),
    private readonly wall: () => number = () => Date.now(),
  ) {
    this.#gap = wall() - steady()
  }

  /** Milliseconds since 1970 on the server, now. */
  now(): number {
    return this.steady() + this.#offset
  }

  /** A ping was answered, and the two clocks have kept together since. */
  get sure(): boolean {
    return this.#samples.length > 0
  }

  /** How often it was set by more than can go unseen: what moves by itself has to start anew. */
  get set(): number {
    return this.#set
  }

  /** A ping left at `sent`, its answer is here, and says that the server's clock showed `server`. */
  sample(sent: number, server: number): void {
    // A trip with a sleep in it seems short, and the offset is wrong by the sleep.
    if (this.slept() || sent < this.#since) return
    const received = this.steady()
    const trip = received - sent
    this.#samples.push({ offset: server - (sent + trip / 2), trip })
    if (this.#samples.length > kept) this.#samples.shift()
    // A slow answer says little: its two ways may have taken unequally long. The quickest errs least; of several, the newest.
    this.#move(this.#samples.reduce((best, s) => (s.trip <= best.trip ? s : best)).offset)
  }

  /** A first guess, before any ping was answered. */
  guess(server: number): void {
    if (!this.sure) this.#move(server - this.steady())
  }

  /** Whether the machine slept, or its clock was set, since this was last asked. The offset is a guess from then on. */
  slept(): boolean {
    const gap = this.wall() - this.steady()
    const by = gap - this.#gap
    this.#gap = gap
    if (Math.abs(by) < leap) return false
    this.forget()
    // Forward it was most likely a sleep. Back, somebody set the clock, which says nothing of the steady one.
    if (by > 0) this.#move(this.#offset + by)
    return true
  }

  /** What was measured may not hold any more: measure anew. */
  forget(): void {
    this.#samples = []
    this.#since = this.steady()
  }

  #move(offset: number): void {
    if (Math.abs(offset - this.#offset) > unseen) this.#set++
    this.#offset = offset
  }
}
