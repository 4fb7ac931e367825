import { rights } from '../../lib/rights.gen'
import { words } from '../../lib/i18n/words.svelte'
import type { Ceremony } from '../../room/ceremony'
import { waitsForMe } from '../../room/ask'
import Workbench from './Workbench.svelte'

/**
 * What ceremonies are made of, in use, for stories and tests: a list of items and a vote about the one in hand. No room
 * is of this kind. Who talks fills the list; the product owner and whoever facilitates order it, as in a refinement.
 */
export const workbench: Ceremony = {
  Main: Workbench,
  step: (meeting, view) =>
    view.phone && waitsForMe(meeting, 'size')
      ? { say: words.room.step.vote, ask: { ballot: 'size', labels: {} } }
      : undefined,
}

const row = (does: string, ...may: string[]) => ({ do: does, in: [], may, why: '' })
const leading = ['facilitator', 'co_facilitator', 'product_owner']
rights.workbench = [
  ...(rights.talk ?? []),
  ...['item_add', 'item_bring', 'item_reword', 'item_withdraw', 'vote', 'unvote'].map((does) =>
    row(does, 'developer', 'product_owner'),
  ),
  ...['item_move', 'item_pick', 'reveal', 'revote'].map((does) => row(does, ...leading)),
]
