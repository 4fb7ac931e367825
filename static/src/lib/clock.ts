/**
 * The server's clock as this browser sees it. Laptop clocks are minutes off, so
 * nothing here reads them: `performance.now()` runs evenly, and pings tell how
 * far it is from the server's time. The error is at most half the quickest round trip.
 */

interface Sample {
  offset: number
  trip: number
}

const kept = 16

export class ServerClock {
  #samples: Sample[] = []
  #offset = 0

  constructor(private readonly steady: () => number = () => performance.now()) {}

  /** Milliseconds since 1970 on the server, now. */
  now(): number {
    return this.steady() + this.#offset
  }

  /** A ping left at `sent`, its answer is here, and says that the server's clock showed `server`. */
  sample(sent: number, server: number): void {
    const received = this.steady()
    const trip = received - sent
    this.#samples.push({ offset: server - (sent + trip / 2), trip })
    if (this.#samples.length > kept) this.#samples.shift()
    // A slow answer says little: its two ways may have taken unequally long. The quickest errs least; of several, the newest.
    this.#offset = this.#samples.reduce((best, s) => (s.trip <= best.trip ? s : best)).offset
  }

  /** A first guess, before any ping was answered. */
  guess(server: number): void {
    if (this.#samples.length === 0) this.#offset = server - this.steady()
  }

  /** After a sleep the steady clock may have stood still: start afresh. */
  forget(): void {
    this.#samples = []
  }
}
