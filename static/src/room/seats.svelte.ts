import { getContext, setContext } from 'svelte'
import type { Meeting } from '../lib/room.svelte'

export interface SeatCount {
  people: number
  seats: number
}

/**
 * More seats than people, while the meeting runs: somebody may have come back without their seat and could be
 * counted twice. Whoever lost the line a moment ago counts as here.
 */
export function moreSeats(m: Meeting): SeatCount | undefined {
  const { room } = m
  if (!room.started || room.ended) return undefined
  const seats = Object.entries(room.people).filter(([, p]) => !p.left && !p.away && !p.bot && !p.via)
  const people = seats.filter(([id]) => m.here[id] !== undefined).length
  return people > 0 && seats.length > people ? { people, seats: seats.length } : undefined
}

/** After it was started anew the room waits as long for those who come back. */
const settle = 30_000

/** Tells whoever facilitates of it, once it lasts, and not again after "it's fine" until the numbers change. */
export class SeatsWatch {
  /** What lasts. */
  lasting = $state.raw<SeatCount>()
  /** What to tell of it. */
  told = $state.raw<SeatCount>()
  #since: number | undefined
  #fine = ''

  constructor(
    private readonly meeting: Meeting,
    private readonly lasts = settle,
  ) {}

  /** To be called as time goes on. */
  look(at: number): void {
    const { facilitating, room } = this.meeting
    const more = facilitating && !room.locked ? moreSeats(this.meeting) : undefined
    if (!more) {
      this.#since = undefined
      this.#fine = ''
    } else this.#since ??= at
    const lasting = at - (this.#since ?? at) >= this.lasts ? more : undefined
    const tell = keyOf(lasting) !== this.#fine ? lasting : undefined
    if (keyOf(lasting) !== keyOf(this.lasting)) this.lasting = lasting
    if (keyOf(tell) !== keyOf(this.told)) this.told = tell
  }

  fine = (): void => {
    this.#fine = keyOf(this.told)
    this.told = undefined
  }
}

export const seatsKey = Symbol('seats')
export const provideSeats = (seats: SeatsWatch) => setContext(seatsKey, seats)
export const theSeats = () => getContext<SeatsWatch | undefined>(seatsKey)

const keyOf = (count: SeatCount | undefined) => (count ? `${count.people} ${count.seats}` : '')
