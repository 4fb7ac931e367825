import { Heard, padded, Said, sizes } from './beat'
import type { Act, At, Frame, Refusal, Signal, Verb } from './doc'
import { tabId } from './http'
import type { Acts } from './protocol.gen'
import { Pulse } from './pulse'
import { Queue } from './queue'
import { reload } from './reload'
import type { Seen } from './seen'

export type Status = 'connecting' | 'live' | 'offline' | 'ended'
export type Ending = 'removed' | 'gone' | 'elsewhere' | 'outdated' | 'signed_out'

/** What the socket tells the room's model; frames arrive in order and without gap. */
export interface Ears {
  frame(frame: Frame): void
  became(status: Status, why?: Ending): void
  pong(sent: number, server: number): void
  forgotten(acts: Act[]): void
  changed(): void
  /** An anonymous round is open: what is done goes by the beat. */
  readonly sealed: boolean
  /** Something would be lost if the page were loaded anew now. */
  readonly holding?: boolean
  /** The server brings another page than this one, which is loaded once nothing is held. */
  outdated?(): void
}

/** What it needs of the world; tests bring their own. */
export interface World {
  open(url: string): WebSocket
  steady(): number
  random(): number
  /** Loads the page anew; false: it was just done. */
  reload(): boolean
}

const world: World = {
  open: (url) => new WebSocket(url, 'rondo.v1'),
  steady: () => performance.now(),
  random: () => Math.random(),
  reload: () => reload(),
}

/** Refusals that use up no number. */
const again = [
  'busy',
  'rate_limited',
  'out_of_order',
  'too_many_inflight',
  'storage_full',
  'moved',
  'draining',
  'unavailable',
]

/** Nobody can know whether these were done. */
const unknown: Refusal = { code: 'tab_forgotten', say: '' }

/** Codes after which trying again makes no sense (docs/protocol.md). */
const endings: Record<number, Ending> = {
  4000: 'outdated',
  4001: 'signed_out',
  4003: 'removed',
  4004: 'gone',
  4009: 'elsewhere',
}

/**
 * One tab's connection to a room: says hello, keeps its place in the history,
 * comes back by itself, and sends again what was not answered.
 */
export class Socket {
  readonly #queue = new Queue()
  #said = new Said()
  #heard = new Heard()
  #tab = tabId()
  #era: string | undefined
  #at: At | undefined
  #build: string | undefined
  #socket: WebSocket | undefined
  #tries = 0
  #greeted = false
  #status: Status = 'connecting'
  #retry: ReturnType<typeof setTimeout> | undefined
  #resend: ReturnType<typeof setTimeout> | undefined
  readonly #pulse = new Pulse({
    steady: () => this.at.steady(),
    ping: (n) => this.#send({ ping: n }),
    dead: () => {
      this.#end(this.#socket)
      this.#closed(1006)
    },
    pong: (sent, server) => this.ears.pong(sent, server),
  })
  /** Number of the newest action of a round: it is padded also when it goes out later. */
  #sealed = 0

  constructor(
    private readonly url: string,
    private readonly ears: Ears,
    private readonly at: World = world,
    since?: At,
  ) {
    this.#at = since
    addEventListener('online', this.#wake)
    document.addEventListener('visibilitychange', this.#wake)
    this.#connect()
  }

  get waiting(): readonly Act[] {
    return this.#queue.acts
  }

  act<V extends Verb>(verb: V, args: Acts[V], seen?: Seen): Promise<Refusal | undefined> {
    const done = this.#queue.add(verb, args, seen)
    if (this.ears.sealed) this.#sealed = this.#queue.acts.at(-1)?.n ?? 0
    this.ears.changed()
    this.#flush()
    return done
  }

  signal(signal: Signal): void {
    if (signal.kind !== 'quiet') this.#send({ signal })
    else if (this.ears.sealed) this.#said.add({ signal })
    else this.#send({ signal }, sizes.short)
  }

  /** Try now instead of at the next turn. */
  now(): void {
    if (this.#socket?.readyState === 0) return
    if (this.#status === 'live') return this.#pulse.ping(5000)
    this.#tries = 0
    this.#connect()
  }

  /** A handful of pings tells how far the clocks are apart. */
  measure(): void {
    if (this.#status === 'live') this.#pulse.measure()
  }

  close(): void {
    removeEventListener('online', this.#wake)
    document.removeEventListener('visibilitychange', this.#wake)
    this.#end(this.#socket)
    this.#quiet()
    clearTimeout(this.#retry)
    this.#socket = undefined
  }

  #wake = () => {
    if (document.visibilityState === 'visible' && this.#status !== 'ended') this.now()
  }

  /**
   * Opens a socket; the one before, if any, goes only when the new one is there. One whose hello has no answer goes at once:
   * the room may hear of it late, and would take it for the newer one.
   */
  #connect(): void {
    clearTimeout(this.#retry)
    if (!this.#greeted) this.#end(this.#socket)
    const before = this.#greeted ? this.#socket : undefined
    const socket = this.at.open(this.url)
    this.#socket = socket
    this.#said = new Said()
    this.#greeted = false
    this.#pulse.heard()
    this.#pulse.expect()
    socket.onopen = () => {
      if (socket !== this.#socket) return
      this.#queue.rewind()
      const hello = {
        tab: this.#tab,
        next: this.#queue.next,
        ...(this.#era && { era: this.#era }),
        ...(this.#at && { since: this.#at }),
      }
      // The number in it says how much was done.
      this.#send({ hello }, sizes.short)
    }
    socket.onmessage = (e) => {
      if (socket !== this.#socket) return
      if (before && before !== socket) this.#end(before)
      this.#hear(JSON.parse(String(e.data)) as Frame)
    }
    socket.onclose = (e) => {
      if (socket === this.#socket) this.#closed(e.code, e.reason)
    }
  }

  #end(socket: WebSocket | undefined): void {
    if (!socket) return
    socket.onopen = socket.onmessage = socket.onclose = null
    socket.close(1000)
  }

  #closed(code: number, reason = ''): void {
    this.#socket = undefined
    this.#quiet()
    if (code === 4026) {
      if (this.ears.holding || !this.at.reload()) this.#say('ended', 'outdated')
      return
    }
    // What was too big, or no text, will be so again: it is given up, the rest goes on.
    if (code === 1009 || code === 1007)
      this.#queue.answer(this.#queue.next, { code: 'too_large', say: 'This is too long.' })
    const ending = endings[code]
    if (ending) return this.#say('ended', ending)
    // Another server has the room and waits for us: nobody has to notice.
    if (reason === 'moved' && this.#tries++ === 0) {
      this.#retry = setTimeout(() => this.#connect(), this.at.random() * 50)
      return
    }
    this.#say('offline')
    const wait = code === 4029 ? 30_000 : this.#backoff()
    this.#retry = setTimeout(() => this.#connect(), wait)
  }

  /** First soon, then with full jitter, so that a room does not come back as one wave. */
  #backoff(): number {
    const k = this.#tries++
    return this.at.random() * (k === 0 ? 250 : Math.min(10_000, 500 * 2 ** k))
  }

  #hear(frame: Frame): void {
    this.#pulse.heard()
    if (frame.beat !== undefined) return this.#beat(frame.beat)
    if (frame.pong !== undefined) return this.#pulse.pong(frame.pong, frame.now)
    if (frame.bye) {
      this.#retry = setTimeout(() => this.#connect(), Math.max(0, frame.bye.in - 500) * this.at.random())
      return
    }
    if (frame.hello) return this.#welcome(frame)
    if (frame.era !== undefined) return this.#renumber(frame.era, frame.last ?? 0)
    if (frame.n !== undefined) return this.#answered(frame.n, frame.error)
    if (frame.error?.code === 'tab_forgotten') return this.#forgotten(frame.error)
    if (frame.patch && !this.#follows(frame.at)) {
      // A frame is missing: ask from where we are; a snapshot is a legal answer.
      this.#end(this.#socket)
      this.#connect()
      return
    }
    if (frame.at) this.#at = frame.at
    const held = this.ears.sealed
    this.ears.frame(frame)
    if (held) this.#flush() // the round may be over, and no beat takes what waited for one
  }

  /** Everybody answers each beat with one: what is done, or nothing, looks the same. */
  #beat(text: string): void {
    const socket = this.#socket
    for (const line of this.#heard.add(text)) {
      this.#hear(JSON.parse(line) as Frame)
      if (this.#socket !== socket) return
    }
    for (const act of this.#queue.take()) this.#said.add({ ...act, era: this.#era })
    if (socket?.readyState === 1) socket.send(this.#said.beat())
  }

  #follows(at: At | undefined): boolean {
    const was = this.#at
    return !!at && !!was && (at[0] === was[0] ? at[1] === was[1] + 1 : at[0] > was[0])
  }

  #welcome(frame: Frame): void {
    if (this.#build && frame.hello && frame.hello.build !== this.#build) {
      if (!this.ears.holding && this.at.reload()) return
      this.ears.outdated?.()
    }
    this.#build = frame.hello?.build
    // The frame that told of the era was among those that this page was too slow for.
    if (this.#era && frame.hello?.era !== this.#era) return this.#forgotten(unknown)
    this.#era = frame.hello?.era
    this.#tries = 0
    if (frame.doc && frame.at) this.#at = frame.at
    this.ears.frame(frame)
    this.#heard = new Heard()
    // A snapshot instead of all that waited, because we read too slowly: answers may be among what was dropped.
    if (this.#greeted) this.#queue.rewind()
    this.#greeted = true
    this.#say('live')
    this.#flush()
    this.#pulse.begin()
  }

  #answered(n: number, error: Refusal | undefined): void {
    if (error?.code === 'tab_forgotten') return this.#forgotten(error)
    // Its number was of an era that is over; it has another now, and was sent again.
    if (error?.code === 'stale') return
    // These consume no number: the same action is sent again, and with it all that follow.
    if (error && again.includes(error.code)) {
      this.#queue.rewind(error.code === 'out_of_order' ? 0 : n)
      clearTimeout(this.#resend)
      this.#resend = setTimeout(() => this.#flush(), error.retry_ms || 500)
      return
    }
    this.#queue.answer(n, error)
    this.ears.changed()
    this.#flush()
  }

  /** Another era has begun: what has no answer gets new numbers and is sent again. */
  #renumber(era: string, last: number): void {
    this.#era = era
    const lost = this.#queue.renumber(last, unknown)
    this.#sealed = this.waiting.length // whatever was asked while the round was open stays padded
    if (lost.length > 0) this.ears.forgotten(lost)
    this.ears.changed()
    this.#flush()
  }

  /** The room forgot this tab: it becomes a new one, and what waited goes back to the person. */
  #forgotten(error: Refusal): void {
    const acts = this.#queue.abandon(error)
    this.#tab = tabId()
    this.#era = undefined
    this.#at = undefined
    this.#sealed = 0
    this.ears.forgotten(acts)
    this.ears.changed()
    this.#end(this.#socket)
    this.#connect()
  }

  /** In an anonymous round acts wait for the beat. */
  #flush(): void {
    if (!this.#greeted || this.#socket?.readyState !== 1 || this.ears.sealed) return
    for (const act of this.#queue.take())
      this.#send({ ...act, era: this.#era }, act.n <= this.#sealed ? sizes.act : undefined)
  }

  /** False: there is no line that would take it. */
  #send(message: unknown, size?: number): boolean {
    const socket = this.#socket
    if (socket?.readyState !== 1) return false
    const text = JSON.stringify(message)
    socket.send(size ? padded(text, size) : text)
    return true
  }

  #quiet(): void {
    this.#pulse.stop()
    clearTimeout(this.#resend)
  }

  #say(status: Status, why?: Ending): void {
    this.#status = status
    this.ears.became(status, why)
  }
}
