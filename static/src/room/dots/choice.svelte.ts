import type { Meeting } from '../../lib/room.svelte'
import { left, onBallot, put, whyNot, type Choice, type Rules } from './dots'

/** Taps that follow each other go out as one: the room takes the whole choice. */
const pause = 250

/** My dots. A tap shows at once; what is sent is always all of them. */
export class MyDots {
  /** What the room has not heard yet. */
  #mine = $state.raw<{ round: number; choice: Choice }>()
  #timer: ReturnType<typeof setTimeout> | undefined

  readonly #id: string
  /** How many there will be, before it is asked. */
  readonly #before: () => number

  constructor(
    private readonly meeting: Meeting,
    { ballot = 'dots', before = () => 0 }: { ballot?: string; before?: () => number } = {},
  ) {
    this.#id = ballot
    this.#before = before
  }

  get ballot() {
    return this.meeting.room.ballots[this.#id]
  }
  get rules(): Rules {
    const budget = this.ballot?.budget ?? this.#before()
    return { budget, stack: this.ballot?.stack ?? budget }
  }
  /** How many of my dots lie on what. */
  readonly #choice = $derived.by((): Choice => {
    const round = this.ballot?.round ?? 0
    if (this.#mine?.round === round) return this.#mine.choice
    const waiting = this.meeting.pendingMine('vote').findLast((vote) => vote.ballot === this.#id)?.dots
    return onBallot(waiting ?? this.meeting.held.votes?.[this.#id]?.dots ?? {}, this.ballot?.options ?? [])
  })
  readonly #left = $derived.by(() => left(this.#choice, this.rules))

  get choice(): Choice {
    return this.#choice
  }
  get left(): number {
    return this.#left
  }

  whyNot(id: string) {
    return whyNot(this.choice, this.rules, id)
  }

  put(id: string, by: 1 | -1): void {
    const choice = put(this.choice, this.rules, id, by)
    if (choice === this.choice) return
    this.#mine = { round: this.ballot?.round ?? 0, choice }
    clearTimeout(this.#timer)
    this.#timer = setTimeout(this.send, pause)
  }

  /** Sends what was tapped, now. A refusal shows again what the room has. */
  send = async (): Promise<void> => {
    clearTimeout(this.#timer)
    const sent = this.#mine
    if (!sent || this.#timer === undefined) return
    this.#timer = undefined
    if (sent.round === this.ballot?.round) {
      const { choice } = sent
      if (Object.keys(choice).length > 0) await this.meeting.act('vote', { ballot: this.#id, dots: { ...choice } })
      else await this.meeting.act('unvote', { ballot: this.#id })
    }
    if (this.#mine === sent) this.#mine = undefined
  }
}
