import type { Item } from './protocol.gen'

type Lines = Record<string, Partial<Item> | null> | undefined

/**
 * The order of the items, kept beside the document as patches come. Of a team there are thousands: to ask all of them one
 * by one whenever one is moved would take longer than to draw it.
 */
export class Listing {
  /** All of them by their ranks, the withdrawn as well. */
  order = $state.raw<readonly string[]>([])
  /** Those that were taken off the list. */
  withdrawn = $state.raw<ReadonlySet<string>>(new Set())
  /** Those of which others were made. */
  split = $state.raw<ReadonlySet<string>>(new Set())
  #lines = new Map<string, { rank: number; state: string }>()

  /** Begins anew with a snapshot. */
  reset(items: Lines): void {
    this.#lines = new Map()
    this.order = []
    this.withdrawn = this.split = new Set()
    this.patch(items)
  }

  patch(items: Lines): void {
    const changes = Object.entries(items ?? {})
    for (const [id, item] of changes) {
      const was = this.#lines.get(id)
      if (item === null) this.#lines.delete(id)
      else this.#lines.set(id, { rank: item.rank ?? was?.rank ?? 0, state: item.state ?? was?.state ?? '' })
    }
    const moved = changes.filter(([, item]) => item === null || item.rank !== undefined).map(([id]) => id)
    if (moved.length > 0) this.#place(new Set(moved))
    if (changes.some(([, item]) => item === null || item.state !== undefined)) {
      this.withdrawn = this.#in('withdrawn')
      this.split = this.#in('split')
    }
  }

  /** Takes what was moved out of the order, and puts it in again, as a merge of two sorted lists. */
  #place(moved: ReadonlySet<string>): void {
    const stay = this.order.filter((id) => !moved.has(id))
    const come = [...moved].filter((id) => this.#lines.has(id)).sort((a, b) => this.#rankOf(a) - this.#rankOf(b))
    let at = 0
    const order: string[] = []
    for (const id of come) {
      const rank = this.#rankOf(id)
      while (at < stay.length && this.#rankOf(stay[at] ?? '') < rank) order.push(stay[at++] ?? '')
      order.push(id)
    }
    this.order = order.concat(stay.slice(at))
  }

  #rankOf = (id: string): number => this.#lines.get(id)?.rank ?? 0

  #in(state: string): ReadonlySet<string> {
    return new Set([...this.#lines].filter(([, line]) => line.state === state).map(([id]) => id))
  }

  isListed = (id: string): boolean => !this.withdrawn.has(id) && !this.split.has(id)

  /** What is on the list, in its order. */
  readonly listed: readonly string[] = $derived(this.order.filter(this.isListed))
}
