import type { Item } from '../../lib/protocol.gen'
import type { ItemList } from './list.svelte'

/** Some of a list, by what is so of each. */
export interface Filter {
  say: string
  keeps: (item: Item) => boolean
}

/** Of a long list as much as somebody looks at: what they seek, and more of it as they scroll. */
export class Shown {
  /** So many lines need no search. */
  readonly few = 12
  readonly #step = 60
  /** What is sought, in titles. */
  sought = $state('')
  /** Which filter is on, by its place; -1: none. */
  filter = $state(-1)
  #most = $state(this.#step)
  readonly #places = $derived.by(() => new Map(this.list.listed.map((id, at) => [id, at])))

  constructor(
    private readonly list: ItemList,
    private readonly filters: () => readonly Filter[],
  ) {}

  /** All that is sought, in the order of the list. */
  readonly all: readonly string[] = $derived.by(() => {
    const sought = this.sought.trim().toLocaleLowerCase()
    const keeps = this.filters()[this.filter]?.keeps
    if (!sought && !keeps) return this.list.listed
    return this.list.listed.filter((id) => {
      const item = this.list.items[id]
      return item && item.title.toLocaleLowerCase().includes(sought) && (keeps?.(item) ?? true)
    })
  })
  /** What is on the page. */
  readonly now = $derived(this.all.slice(0, this.#most))
  readonly rest = $derived(Math.max(0, this.all.length - this.#most))

  /** Something is left out. */
  readonly narrowed = $derived(this.sought.trim() !== '' || this.filter >= 0)

  placeOf = (id: string): number => this.#places.get(id) ?? 0

  more = (): void => {
    this.#most += this.#step
  }
  /** Goes on by itself when its end comes into sight. */
  onSight = (button: HTMLElement): (() => void) => {
    const seen = new IntersectionObserver((entries) => entries.some((e) => e.isIntersecting) && this.more())
    seen.observe(button)
    return () => seen.disconnect()
  }
}
