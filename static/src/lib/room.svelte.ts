import { getContext, setContext } from 'svelte'
import { Attendance } from './attendance.svelte'
import type { Act, At, Caller, Doc, Frame, Here, Refusal, Signal, Verb } from './doc'
import { Drafts } from './drafts.svelte'
import { docOf } from './http'
import { Listing } from './listing.svelte'
import { merge } from './merge'
import { now } from './now.svelte'
import type { Acts, Drawers, Person, Room } from './protocol.gen'
import { Quiet, type QuietSign } from './quiet.svelte'
import { facilitates, may } from './rights'
import { Glance, named, pointersOf, type Seen } from './seen'
import { Socket, type Ears, type Ending, type Status } from './socket'

/** What carries acts to the room: the socket, or in a story nothing. */
export interface Wire {
  act<V extends Verb>(verb: V, args: Acts[V], seen?: Seen): Promise<Refusal | undefined>
  signal(signal: Signal): void
  now(): void
  /** Asks the server for its time. */
  measure(): void
  close(): void
  readonly waiting: readonly Act[]
}

/** Which ceremony it is decides what lies in its drawers; what every room shows does not ask. */
export type Kind = keyof Drawers

/** The document of a meeting as this browser has it: replaced by snapshots, patched in place. */
export class Meeting<K extends Kind = Kind> implements Ears {
  doc = $state<Doc<K>>()
  you = $state('')
  status = $state<Status>('connecting')
  ending = $state<Ending | 'left'>()
  waiting = $state.raw<readonly Act[]>([])
  lost = $state.raw<Act[]>([])
  reset = $state(false)
  /** The server brings another page than this one. */
  newer = $state(false)
  heard = $state(0)
  /** What I typed and the room does not have yet. */
  drafts = $state.raw(new Drafts('', ''))
  /** Who asks to be let in; told to those who lead. */
  callers = $state.raw<Caller[]>([])
  readonly attendance = new Attendance()
  readonly quiet = new Quiet()
  readonly listing = new Listing()
  /** What was fetched before the socket was there. */
  #fetched: { at: At; doc: Doc } | undefined
  #left = false
  #epoch = 0
  #leads = ''
  #wire: Wire | undefined
  #glance = new Glance()
  /** What was done last, and on what it was meant for. */
  #pressed = ''
  #signals = new Set<(signal: Signal) => void>()
  #refusals = new Set<(refusal: Refusal) => void>()

  /** On a wall it is shown to all who pass: as nobody's, with no drawer of whoever brought it there. */
  constructor(
    readonly id: string,
    readonly wall = false,
  ) {}

  connect(wire?: Wire): void {
    this.#wire = wire ?? new Socket(this.live, this, undefined, this.#fetched?.at)
    now.ask = () => this.#wire?.measure()
  }

  /** Connects to a room whose document is long: that comes compressed, by HTTP, and what happened since by the socket. */
  async connectToLong(): Promise<void> {
    this.#fetched = await docOf(this.id).catch(() => undefined)
    if (!this.#left) this.connect()
  }

  /** Where its socket is. */
  get live(): string {
    const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:'
    return `${scheme}//${location.host}/api/rooms/${this.id}/live`
  }

  close = () => {
    this.#left = true
    this.#wire?.close()
  }
  /** After it ended, on this page: what was typed and must not be stored is here still. */
  comeBack = () => {
    this.ending = undefined
    this.connect()
  }
  tryNow = () => this.#wire?.now()

  get here(): Here {
    return this.attendance.here
  }
  get room() {
    return this.#whole.room
  }
  get shared() {
    return this.#whole.shared
  }
  get held() {
    return this.#whole.me.held ?? {}
  }
  get audience(): Drawers[K]['audience'] {
    return this.#whole.me.audience ?? {}
  }
  get me(): Person | undefined {
    return this.room.people[this.you]
  }
  /** Something would be lost with this page: it is on its way, or must not be stored. */
  get holding(): boolean {
    return this.waiting.length > 0 || this.drafts.secret
  }
  get facilitating(): boolean {
    return facilitates(this.room, this.you)
  }
  get #whole() {
    if (!this.doc) throw new Error('the room is not here yet')
    return this.doc
  }

  /** What I do now may be anonymous: the socket pads it. */
  get sealed(): boolean {
    return this.doc?.room.sealed ?? false
  }

  nameOf(id: string | undefined): string {
    return (id && this.room.people[id]?.name) || '?'
  }
  may(verb: Verb): boolean {
    return may(this.room, this.you, verb)
  }

  /** Does something, if what the person saw is so still. A refusal is told to whoever listens, and returned. */
  async act<V extends Verb>(
    verb: V,
    args: Acts[V],
    seen: Seen | undefined = this.seen(verb, args),
  ): Promise<Refusal | undefined> {
    const pressed = JSON.stringify([verb, seen])
    const refusal = await this.send(verb, args, seen)
    // Whoever presses twice has changed it themselves.
    if (refusal && !(refusal.code === 'changed' && pressed === this.#pressed)) this.tell(refusal)
    if (!refusal) this.#pressed = pressed
    return refusal
  }

  /** Does something, for whoever shows by themselves what is refused. */
  async send<V extends Verb>(verb: V, args: Acts[V], seen?: Seen): Promise<Refusal | undefined> {
    return this.#wire?.act(verb, args, seen)
  }

  /** Tells of a refusal, unless it is about a tab that is no more. */
  tell(refusal: Refusal): void {
    if (refusal.code !== 'tab_forgotten') for (const told of this.#refusals) told(refusal)
  }

  /** What the person has before their eyes who does this now. */
  seen<V extends Verb>(verb: V, about: Partial<Acts[V]>): Seen | undefined {
    const pointers = pointersOf(verb, about)
    if (pointers.length === 0 || !this.doc) return undefined
    return Object.fromEntries(pointers.map((pointer) => [pointer, named(this.#glance.at(this.doc, pointer))]))
  }

  /** Things of this kind that this tab did and the room has not confirmed. */
  pending<V extends Verb>(verb: V): Acts[V][] {
    return this.waiting.filter((act): act is Act<V> => act.do === verb).map((act) => act.with)
  }

  /** Of these what is my own: a device that goes round also sends what others wrote and chose. */
  pendingMine<V extends 'vote' | 'write'>(verb: V): Acts[V][] {
    return this.pending(verb).filter((sent) => !this.isForOther(sent))
  }

  /** Somebody around this device did it: what it says is theirs, and not to be shown here. */
  isForOther = (sent: { for?: string }): boolean => sent.for !== undefined && sent.for !== this.you

  signal(kind: string, what: string): void {
    this.#wire?.signal({ kind, what })
    for (const told of this.#signals) told({ from: this.you, kind, what })
  }
  /** Tells the facilitators something, or takes it back; nobody learns who. */
  tellQuietly(what: QuietSign, on: boolean): void {
    this.#wire?.signal({ kind: 'quiet', what, on })
    this.quiet.say(what, on)
  }
  onSignal(listener: (signal: Signal) => void): () => void {
    this.#signals.add(listener)
    return () => this.#signals.delete(listener)
  }
  onRefusal(listener: (refusal: Refusal) => void): () => void {
    this.#refusals.add(listener)
    return () => this.#refusals.delete(listener)
  }

  frame(frame: Frame): void {
    this.heard = now.exact()
    if (frame.hello) {
      // While the line was down the machine may have slept. A snapshot on a line that is up comes late, and says less.
      if (this.status !== 'live') now.server.forget()
      now.server.guess(frame.hello.now)
      const you = this.wall ? '' : frame.hello.you
      if (this.you !== you) this.drafts = new Drafts(this.id, you)
      this.you = you
      this.callers = []
      if (frame.reset) this.reset = true
      if (frame.here) this.attendance.greet(frame.here, frame.at?.[0])
      const doc = frame.doc ?? (this.doc ? undefined : this.#fetched?.doc)
      if (doc) this.listing.reset(doc.room.items)
      if (doc) this.doc = (this.wall ? { ...doc, me: {} } : doc) as Doc<K>
      this.#fetched = undefined
      now.refresh()
    } else if (frame.here) this.attendance.hear(frame.here)
    if (frame.signal) for (const told of this.#signals) told(frame.signal)
    if (frame.error) for (const told of this.#refusals) told(frame.error)
    if (frame.callers && !this.wall) this.callers = frame.callers
    if (frame.quiet) this.quiet.counts = frame.quiet
    if (!this.doc) return
    if (frame.patch) {
      this.#glance.before(this.doc)
      if (frame.patch.room) merge(this.doc.room, frame.patch.room)
      this.listing.patch((frame.patch.room as Partial<Room> | undefined)?.items)
      if (frame.patch.shared) merge(this.doc.shared, frame.patch.shared)
    }
    if (frame.mine && !this.wall) merge(this.doc.me, frame.mine)
    if (frame.me && !this.wall) this.doc.me = frame.me as Doc<K>['me']
    this.#forgetQuiet(frame.at?.[0])
  }

  /** The room does so when others facilitate, and when it is started anew. */
  #forgetQuiet(epoch = this.#epoch): void {
    const { holder, co } = this.room.baton
    const leads = [holder, ...(co ?? [])].join()
    if (epoch !== this.#epoch || leads !== this.#leads) this.quiet.forget()
    this.#epoch = epoch
    this.#leads = leads
  }

  became(status: Status, why?: Ending): void {
    this.status = status
    if (why) this.ending = why
  }

  pong(sent: number, server: number): void {
    now.server.sample(sent, server)
    now.refresh()
  }

  outdated(): void {
    this.newer = true
  }

  changed(): void {
    this.waiting = [...(this.#wire?.waiting ?? [])]
  }

  forgotten(acts: Act[]): void {
    this.lost = [...this.lost, ...acts]
  }
}

export const meetingKey = Symbol('meeting')
export const provideMeeting = (meeting: Meeting) => setContext(meetingKey, meeting)
export const theMeeting = <K extends Kind = Kind>() => getContext<Meeting<K>>(meetingKey)
