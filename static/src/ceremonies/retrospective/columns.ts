import type { Retro } from '../../lib/protocol.gen'
import { ranked } from '../../lib/rank'
import { columnHint, columnTitle } from './board/columns'

/** The columns of the board from left to right, in the reader's language. */
export const columnsOf = (shared: Retro): { id: string; title: string; hint: string }[] =>
  ranked(shared.columns).map(([id]) => ({ id, title: columnTitle(shared, id), hint: columnHint(shared, id) }))
