import type { Refusal, Verb } from './doc'
import type { Acts } from './protocol.gen'
import type { Meeting } from './room.svelte'
import type { Seen } from './seen'

/**
 * Words that somebody puts in place of others. They are meant for what was there when they began: where that has
 * changed until they save, the room refuses, both are shown, and what is saved then is meant for what is there now.
 */
export class Rewording<V extends Verb> {
  /** Somebody else was faster, and the person has not decided yet. */
  overtaken = $state(false)
  #seen: Seen | undefined
  #last: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly meeting: Pick<Meeting, 'send' | 'seen' | 'tell'>,
    private readonly verb: V,
    about: Partial<Acts[V]>,
  ) {
    this.begin(about)
  }

  /** What is there now is what they have read. */
  begin(about: Partial<Acts[V]>): void {
    this.#seen = this.meeting.seen(this.verb, about)
    this.overtaken = false
  }

  /** One after the other: the next is meant for what the one before has made of it. */
  save(args: Acts[V]): Promise<Refusal | undefined> {
    const saved = this.#last.then(() => this.#save(args))
    this.#last = saved
    return saved
  }

  async #save(args: Acts[V]): Promise<Refusal | undefined> {
    const refusal = await this.meeting.send(this.verb, args, this.#seen)
    if (refusal && refusal.code !== 'changed') this.meeting.tell(refusal)
    else this.begin(args)
    this.overtaken = refusal?.code === 'changed'
    return refusal
  }
}
