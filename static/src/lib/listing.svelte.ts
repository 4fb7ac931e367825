import type { Item } from './protocol.gen'

type Lines = Record<string, Partial<Item> | null> | undefined

/**
 * The order of the items, kept beside the document as patches come. Of a team there are thousands: to ask all of them one
 * by one whenever one is moved would take longer than to draw it.
 */
export class Listing {
  /** All of them by their ranks, the withdrawn as well. */
  order = $state.raw<readonly string[]>([])
  /** All of them, in no order: the same thing for as long as none comes or goes. */
  all = $state.raw<readonly string[]>([])
  /** Those that were taken off the list. */
  withdrawn = $state.raw<ReadonlySet<string>>(new Set())
  /** Those of which others were made. */
  split = $state.raw<ReadonlySet<string>>(new Set())
  /** Those with a concern of the product manager that nobody has answered; since when, their lines say. */
  concerns = $state.raw<ReadonlySet<string>>(new Set())
  #lines = new Map<string, { rank: number; state: string; raised: number }>()

  /** Begins anew with a snapshot. */
  reset(items: Lines): void {
    this.#lines = new Map()
    this.order = this.all = []
    this.withdrawn = this.split = this.concerns = new Set()
    this.patch(items)
  }

  patch(items: Lines): void {
    const changes = Object.entries(items ?? {})
    const others = changes.some(([id, item]) => item === null || !this.#lines.has(id))
    for (const [id, item] of changes) {
      const was = this.#lines.get(id)
      if (item === null) this.#lines.delete(id)
      else
        this.#lines.set(id, {
          rank: item.rank ?? was?.rank ?? 0,
          state: item.state ?? was?.state ?? '',
          raised: item.raised === undefined ? (was?.raised ?? 0) : (item.raised ?? 0), // null in a patch: no longer
        })
    }
    if (others) this.all = [...this.#lines.keys()]
    const moved = changes.filter(([, item]) => item === null || item.rank !== undefined).map(([id]) => id)
    if (moved.length > 0) this.#place(new Set(moved))
    if (changes.some(([, item]) => item === null || item.state !== undefined)) {
      this.withdrawn = this.#with(({ state }) => state === 'withdrawn')
      this.split = this.#with(({ state }) => state === 'split')
    }
    if (changes.some(([, item]) => item === null || item.raised !== undefined))
      this.concerns = this.#with(({ raised }) => raised > 0)
  }

  /** Takes what was moved out of the order, and puts it in again where it belongs. */
  #place(moved: ReadonlySet<string>): void {
    const order = this.order.filter((id) => !moved.has(id))
    const come = [...moved].filter((id) => this.#lines.has(id)).sort((a, b) => this.#rankOf(a) - this.#rankOf(b))
    if (order.length === 0) this.order = come
    else {
      for (const id of come) order.splice(this.#placeIn(order, this.#rankOf(id)), 0, id)
      this.order = order
    }
  }

  /** Where in an order what comes with a rank has its place. */
  #placeIn(order: readonly string[], rank: number): number {
    let [from, to] = [0, order.length]
    while (from < to) {
      const middle = (from + to) >> 1
      if (this.#rankOf(order[middle] ?? '') < rank) from = middle + 1
      else to = middle
    }
    return from
  }

  #rankOf = (id: string): number => this.#lines.get(id)?.rank ?? 0

  #with(is: (line: { state: string; raised: number }) => boolean): ReadonlySet<string> {
    return new Set([...this.#lines].filter(([, line]) => is(line)).map(([id]) => id))
  }

  isListed = (id: string): boolean => !this.withdrawn.has(id) && !this.split.has(id)

  /** What is on the list, in its order. The two sets are asked for once, not for each of thousands. */
  readonly listed: readonly string[] = $derived(this.#onList(this.order))
  /** The same in no order: whoever counts it need not do so again whenever one is moved. */
  readonly members: readonly string[] = $derived(this.#onList(this.all))

  #onList(ids: readonly string[]): readonly string[] {
    const { withdrawn, split } = this
    return withdrawn.size + split.size === 0 ? ids : ids.filter((id) => !withdrawn.has(id) && !split.has(id))
  }
}
