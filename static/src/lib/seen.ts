import type { Verb } from './doc'
import { now } from './now.svelte'
import { meantFor, type Acts } from './protocol.gen'

/**
 * What a person has before their eyes: JSON Pointers into the document, and what is there; null: nothing. The room does
 * an act only while that is so, so that two who press at once skip nothing, and nobody overwrites what they have not read.
 */
export type Seen = Record<string, unknown>

/** Where one looks who does this, with the ids that it is about. */
export function pointersOf<V extends Verb>(verb: V, about: Partial<Acts[V]>): string[] {
  const ids = about as Record<string, unknown>
  const id = (name: string) => (typeof ids[name] === 'string' ? ids[name] : '')
  const escaped = (part: string) => part.replaceAll('~', '~0').replaceAll('/', '~1')
  return (meantFor[verb] ?? []).map((pointer) => pointer.replace(/\{(\w+)\}/g, (_, name: string) => escaped(id(name))))
}

/** What lies at a pointer; null when nothing does. */
export function look(doc: unknown, pointer: string): unknown {
  const path = pointer.split('/').slice(1)
  return (
    path
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
      .reduce<unknown>((at, name) => (isObject(at) && Object.hasOwn(at, name) ? at[name] : undefined), doc) ?? null
  )
}

const isObject = (v: unknown): v is Record<string, unknown> => typeof v === 'object' && v !== null && !Array.isArray(v)

/** From how many characters on a text is named by its sum. */
const long = 64

/** As it is said in an act. */
export const named = (value: unknown): unknown =>
  typeof value === 'string' && value.length > long
    ? { fnv: sum(value) }
    : isObject(value)
      ? (JSON.parse(JSON.stringify(value)) as unknown)
      : value

/** FNV-1a of the UTF-8, 32 bits. */
export function sum(text: string): string {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}

/** From a glance to a tap people take a quarter of a second or more. */
const reaction = 300

/** How far off our idea of the time may be. */
const blur = 100

/** A clock that only counts how many answered or are done: its ringing carries nothing on. */
const counts = (timer: string): boolean => timer === 'done' || timer.startsWith('tally:')

/** What does not depend on what an act is about. */
const fixed = [...new Set(Object.values(meantFor).flat())].filter((pointer) => !pointer.includes('{'))

/**
 * What was there a moment ago, when a clock has rung since: whoever presses in that moment meant what was before. What
 * people change they do in sight of each other, and need not wait.
 */
export class Glance {
  #was: Seen = {}
  #until = 0

  /** Another state is about to come. */
  before(doc: { room: { timers: Readonly<Record<string, { due?: number }>> } }): void {
    const rang = Object.entries(doc.room.timers).some(
      ([name, { due }]) => due !== undefined && due <= now.exact() + blur && !counts(name),
    )
    if (!rang || now.exact() < this.#until) return
    this.#was = Object.fromEntries(fixed.map((pointer) => [pointer, look(doc, pointer)]))
    this.#until = now.exact() + reaction
  }

  at(doc: unknown, pointer: string): unknown {
    return now.exact() < this.#until && pointer in this.#was ? this.#was[pointer] : look(doc, pointer)
  }
}
