import { untrack } from 'svelte'
import { besideOf } from '../../lib/http'
import type { Beside, Item } from '../../lib/protocol.gen'
import type { Meeting } from '../../lib/room.svelte'

/**
 * An item with all that is known of it. In a meeting the document has that; of a team's backlog it lies beside the
 * document, and is asked for while the item is open, again whenever its line says that it has changed.
 */
export class WholeItem {
  #beside = $state.raw<Beside>()
  /** It could not be fetched. */
  failed = $state(false)

  constructor(
    meeting: Meeting,
    id: () => string,
    private readonly line: () => Item,
    open: () => boolean,
  ) {
    const rev = $derived(open() ? (line().rev ?? 0) : 0)
    $effect(() => {
      if (rev === 0) return
      const wanted = untrack(id)
      besideOf(meeting.id, wanted).then(
        (beside) => {
          this.#beside = beside
          this.failed = false
        },
        () => (this.failed = true),
      )
    })
  }

  /** All of it is here. */
  get here(): boolean {
    return !this.line().rev || this.#beside !== undefined
  }

  get item(): Item {
    return this.#beside ? { ...this.line(), ...this.#beside } : this.line()
  }
}
