import type { Under } from '../../lib/drag'
import { words } from '../../lib/i18n/words.svelte'
import type { Item } from '../../lib/protocol.gen'
import { moved } from '../../lib/rank'
import type { Meeting } from '../../lib/room.svelte'
import { toasts } from '../../lib/toasts.svelte'

/** Where an item is let go: before or behind which other. */
export interface Beside {
  item: string
  side: 'before' | 'after'
}

/** The item under the pointer, and in which half of it. */
export function itemAt(x: number, y: number): Under<Beside> | undefined {
  const element = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-item]')
  if (!element?.dataset.item) return undefined
  const { top, height } = element.getBoundingClientRect()
  const side = y < top + height / 2 ? 'before' : 'after'
  return { hit: { item: element.dataset.item, side }, element, side }
}

/** The list of items as this person has it: what they moved or took off shows before the room has answered. */
export class ItemList {
  /** Said once, to those who do not see it. */
  said = $state('')
  /** An item is in this person's hand: meanwhile nothing moves under it. */
  dragging = $state(false)

  constructor(private readonly meeting: Meeting) {}

  get items(): Readonly<Record<string, Item>> {
    return this.meeting.room.items ?? {}
  }
  readonly #order = $derived.by(() =>
    this.meeting
      .pending('item_move')
      .reduce<readonly string[]>((order, { item, after }) => moved(order, item, after), this.meeting.listing.order),
  )
  readonly #off = $derived.by(() => {
    const off = new Set(this.meeting.listing.withdrawn)
    for (const { item, on } of this.meeting.pending('item_withdraw')) off[on ? 'add' : 'delete'](item)
    return off
  })
  #kept: readonly string[] = []
  readonly #listed = $derived.by(() => {
    if (!this.dragging) this.#kept = this.#order.filter((id) => !this.#off.has(id))
    return this.#kept
  })
  readonly #withdrawn = $derived.by(() => this.#order.filter((id) => this.#off.has(id)))

  /** The ids on the list, in order. */
  get listed(): readonly string[] {
    return this.#listed
  }
  /** The ids of what was taken off it. */
  get withdrawn(): readonly string[] {
    return this.#withdrawn
  }

  titleOf = (id: string): string => this.items[id]?.title ?? ''

  /** The place that an item would have beside another one; none, where it has it already. */
  placeAt(id: string, { item, side }: Beside): number | undefined {
    const at = this.listed.filter((other) => other !== id).indexOf(item)
    const to = side === 'after' ? at + 1 : at
    return at < 0 || this.listed[to] === id ? undefined : to
  }

  /** Puts an item at a place, counted from 0; beyond the ends: at the end. Says where it is then. */
  async move(id: string, to: number): Promise<void> {
    const others = this.listed.filter((other) => other !== id)
    const at = Math.min(Math.max(to, 0), others.length)
    if (this.listed[at] === id) return
    const after = others[at - 1]
    if (await this.meeting.act('item_move', { item: id, ...(after !== undefined && { after }) })) return
    this.said = words.room.items.at({ title: this.titleOf(id), n: at + 1, of: this.listed.length })
  }

  /** Takes an item off the list, and says how it comes back. */
  async withdraw(id: string): Promise<void> {
    const title = this.titleOf(id)
    if (await this.meeting.act('item_withdraw', { item: id, on: true })) return
    const w = words.room.items
    toasts.say(w.withdrew({ title }), { say: w.undo, run: () => this.bringBack(id) })
  }

  async bringBack(id: string): Promise<void> {
    if (await this.meeting.act('item_withdraw', { item: id, on: false })) return
    this.said = words.room.items.cameBack({ title: this.titleOf(id) })
  }

  /** Makes an item the one that the meeting is at; none: it is at none. */
  async pick(id?: string): Promise<void> {
    await this.meeting.act('item_pick', id === undefined ? {} : { item: id })
  }
}
