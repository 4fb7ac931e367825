import { getContext, setContext } from 'svelte'
import { MediaQuery, SvelteMap } from 'svelte/reactivity'

export const panels = [
  'room',
  'keys',
  'agenda',
  'people',
  'react',
  'quiet',
  'glass',
  'bring',
  'unsent',
  'course',
] as const
export type Panel = (typeof panels)[number]

/** Whose menu is open, and at which seat. */
export interface Menu {
  person: string
  anchor: HTMLElement
}

/** What only this screen knows: which sheet is open, which menu, what somebody waves. Nothing here is sent. */
export class View {
  panel = $state<Panel>()
  menu = $state.raw<Menu>()
  tab = $state('')
  /** Notes were typed that are not handed in. */
  unsaved = $state(false)
  /** While one votes with dots: how many are left, the latest taps included. */
  toGive = $state<number>()
  /** Signs over people's seats, for a moment. */
  readonly reactions = new SvelteMap<string, { sign: string; at: number }>()
  /** A portrait: nothing moves. */
  still = $state(false)
  /** The card on entering is open: my seat is shown as the one I am about to take. */
  entering = $state(false)
  // In em, as in the style sheets: whoever has larger letters has less room.
  readonly #phone = new MediaQuery('max-width: 51.25em')
  readonly #short = new MediaQuery('max-height: 30em')
  readonly #focus = new Map<string, () => void>()

  get phone(): boolean {
    return this.#phone.current
  }

  /** Hardly higher than the head and the bar: a phone on its side, or a page at 400 %. */
  get short(): boolean {
    return this.#short.current
  }

  openMenu(person: string, anchor: HTMLElement): void {
    this.menu = this.menu?.person === person ? undefined : { person, anchor }
  }

  react(person: string, sign: string): void {
    const at = performance.now()
    this.reactions.set(person, { sign, at })
    setTimeout(() => {
      if (this.reactions.get(person)?.at === at) this.reactions.delete(person)
    }, 2400)
  }

  /** A field that a key can reach: I for blockers, T for topics. */
  reachable(name: string, focus: () => void): () => void {
    this.#focus.set(name, focus)
    return () => this.#focus.delete(name)
  }
  reach(name: string): void {
    this.#focus.get(name)?.()
  }
}

/** Reactions anyone can send; the room lets no other word through. */
export const signs: Record<string, string> = { clap: '👏', heart: '❤️', laugh: '😄', up: '👍', wow: '😮', think: '🤔' }

export const viewKey = Symbol('view')
export const provideView = (view: View) => setContext(viewKey, view)
export const theView = () => getContext<View>(viewKey)
