import type { ItemList } from './list.svelte'

/** Of a long list as much as somebody looks at: what they seek, and more of it as they scroll. */
export class Shown {
  /** So many lines need no search. */
  readonly few = 12
  readonly #step = 60
  /** What is sought, in titles and results. */
  sought = $state('')
  #most = $state(this.#step)
  readonly #places = $derived.by(() => new Map(this.list.listed.map((id, at) => [id, at])))

  constructor(private readonly list: ItemList) {}

  /** All that is sought, in the order of the list. */
  readonly all: readonly string[] = $derived.by(() => {
    const sought = this.sought.trim().toLocaleLowerCase()
    if (!sought) return this.list.listed
    return this.list.listed.filter((id) => this.list.titleOf(id).toLocaleLowerCase().includes(sought))
  })
  /** What is on the page. */
  readonly now = $derived(this.all.slice(0, this.#most))
  readonly rest = $derived(Math.max(0, this.all.length - this.#most))

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
