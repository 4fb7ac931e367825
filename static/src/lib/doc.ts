import type { Acts, Drawers, Held, Room } from './protocol.gen'
import type { Seen } from './seen'

/** What a browser holds of a meeting: what all see, what the ceremony adds, what is mine alone. */
export interface Doc<K extends keyof Drawers = keyof Drawers> {
  room: Room
  shared: Drawers[K]['shared']
  me: Me<K>
}

/** The drawers that reach me and nobody else, or only those who belong to an audience with me. Empty ones are absent. */
export interface Me<K extends keyof Drawers = keyof Drawers> {
  held?: Held
  own?: Drawers[K]['own']
  audience?: Drawers[K]['audience']
}

/** Position in the meeting's history: epoch and number of the public step. */
export type At = [epoch: number, seq: number]

/** 1 connected, 0 lost moments ago; nobody else is there. */
export type Here = Record<string, number>

export type Verb = keyof Acts

/** One thing a person did, numbered per tab, kept until the room has answered. */
export interface Act<V extends Verb = Verb> {
  n: number
  do: V
  with: Acts[V]
  /** What the person saw; the room does it only while that is so. */
  if?: Seen
}

/** A refusal: the page says it by `code`, `reason` and `args`; `say` is English. */
export interface Refusal {
  code: string
  reason?: string
  args?: Record<string, unknown>
  say: string
  field?: string
  retry_ms?: number
}

export interface Signal {
  from?: string
  kind: string
  what: string
  /** Of a quiet one: false takes it back. */
  on?: boolean
}

/** Frames that come down. Exactly one of the leading words is there, apart from `at`. */
export interface Frame {
  hello?: { you: string; now: number; era?: string; build: string }
  beat?: string
  at?: At
  doc?: Doc
  here?: Record<string, number | null>
  reset?: boolean
  patch?: { room?: unknown; shared?: unknown }
  mine?: unknown
  me?: Me
  n?: number
  ok?: boolean
  era?: string
  last?: number
  error?: Refusal
  bye?: { in: number }
  pong?: number
  now?: number
  signal?: Signal
  quiet?: Record<string, number>
  /** Who asks to be let in, for those who lead. */
  callers?: Caller[]
}

/** Somebody at the door without the link. */
export interface Caller {
  id: string
  name: string
  roles: string[]
}
