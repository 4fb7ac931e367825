import { SvelteMap } from 'svelte/reactivity'
import { untrack } from 'svelte'
import type { Field } from './handIn'
import { draft as stored } from './storage'

/**
 * What somebody typed and the room does not have yet. It belongs to a room and a person, not to the field that it was
 * typed into: when the phase moves, somebody else acts on the thing, the line breaks or the page is loaded anew, it is
 * there again, in its field or among what is not sent.
 *
 * A draft is called by the action that would send it, and by what that is about: `raise`, `retext t4`.
 */

/**
 * What the action takes, by field: texts, and what was chosen for them. Where something else stood before, that is beside
 * them, as `was text`: what is equal is no draft.
 */
export type Typed = Record<string, string>

/** What is not typed but chosen. Alone it is no draft, unless something else was chosen before. */
const choices = ['column', 'to', 'signed', 'kind', 'day']

/** What must leave no trace on a disk before it is sent: it stays in the memory of this page (docs/privacy.md). */
const secretVerbs = ['write', 'rewrite', 'thank', 'ask_unnamed']
const secrets = new SvelteMap<string, Typed>()

export const verbOf = (what: string): string => what.split(' ')[0] ?? ''
const isSecret = (what: string) => secretVerbs.includes(verbOf(what))
const at = (room: string, what: string) => `${room} ${what}`

export const secretOf = (room: string, what: string): Typed | undefined => secrets.get(at(room, what))
export function keepSecret(room: string, what: string, typed: Typed | undefined): void {
  if (typed) secrets.set(at(room, what), typed)
  else secrets.delete(at(room, what))
}

const isNote = (field: string) => field.startsWith('was ')

/** What a draft would send: nothing where it says what was there already. */
export function argsOf(typed: Typed | undefined): Typed {
  const given = Object.entries(typed ?? {}).filter(([field]) => !isNote(field))
  const was = (field: string, text: string) => typed?.[`was ${field}`] ?? (choices.includes(field) ? text : '')
  const says = given.some(([field, text]) => text.trim() !== was(field, text).trim())
  return says ? Object.fromEntries(given.filter(([, text]) => text.trim() !== '')) : {}
}
/** What was typed of it, to be read. */
export const textsOf = (typed: Typed | undefined): string[] =>
  Object.entries(argsOf(typed)).flatMap(([field, text]) => (choices.includes(field) ? [] : [text]))
const says = (typed: Typed | undefined) => Object.keys(argsOf(typed)).length > 0

/** All drafts of one person in one room. */
export class Drafts {
  readonly #kept: SvelteMap<string, Typed>
  /** How many fields on the page show a draft. */
  readonly #shown = new SvelteMap<string, number>()

  constructor(
    private readonly room: string,
    private readonly person: string,
  ) {
    this.#kept = new SvelteMap(stored.list(room, person))
  }

  of(what: string): Typed | undefined {
    return isSecret(what) ? secretOf(this.room, what) : this.#kept.get(what)
  }

  keep(what: string, typed: Typed | undefined): void {
    if (isSecret(what)) return keepSecret(this.room, what, typed)
    if (typed) this.#kept.set(what, typed)
    else this.#kept.delete(what)
    stored.set(this.room, this.person, what, says(typed) && typed ? typed : null)
  }

  /** A field shows it, until what is returned is called. */
  show(what: string): () => void {
    const add = (n: number) => untrack(() => this.#shown.set(what, (this.#shown.get(what) ?? 0) + n))
    add(1)
    return () => add(-1)
  }

  /** What no field on the page shows. What others type on this device waits until it is passed to them again. */
  get left(): [what: string, typed: Typed][] {
    return [...this.#kept, ...this.#secret].filter(
      ([what, typed]) => !this.#shown.get(what) && !what.includes(' for ') && says(typed),
    )
  }

  /** Something is typed that would be lost with this page. */
  get secret(): boolean {
    return this.#secret.some(([, typed]) => says(typed))
  }

  get #secret(): [string, Typed][] {
    const mine = at(this.room, '')
    return [...secrets].filter(([key]) => key.startsWith(mine)).map(([key, typed]) => [key.slice(mine.length), typed])
  }
}

/** One draft, as whoever shows it in a field needs it. */
export class Draft implements Field {
  constructor(
    private readonly drafts: Drafts,
    readonly what: string,
  ) {}

  get typed(): Typed | undefined {
    return this.drafts.of(this.what)
  }
  of(field: string, or = ''): string {
    return this.typed?.[field] ?? or
  }
  put(change: Typed): void {
    this.drafts.keep(this.what, { ...untrack(() => this.typed), ...change })
  }
  clear = (): void => this.drafts.keep(this.what, undefined)

  get = (): string => this.of('text')
  /** What was chosen stays for the next text; without a word there is nothing to keep. */
  set = (text: string): void => {
    const typed = { ...untrack(() => this.typed), text }
    this.drafts.keep(this.what, Object.values(typed).some((kept) => kept !== '') ? typed : undefined)
  }
  get text(): string {
    return this.get()
  }
  set text(text: string) {
    this.set(text)
  }
}
