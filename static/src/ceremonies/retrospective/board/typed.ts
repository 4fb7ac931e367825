import { handIn } from '../../../lib/handIn'
import type { Meeting } from '../../../lib/room.svelte'
import { columnIds } from './columns'
import { draftField, draftOf } from './drafts.svelte'
import { leftOf } from './own'

type Retro = Meeting<'retrospective'>

/** What I typed and did not save, by column. */
export const typedIn = (m: Retro): [column: string, text: string][] =>
  columnIds(m.shared)
    .map((column): [string, string] => [column, draftOf(m.id, column).trim()])
    .filter(([, text]) => text !== '')

/**
 * Time is up, and the room takes for a few seconds what is on its way: what stands in the boxes goes out by
 * itself, one note for each column. What is refused comes back into its box.
 */
export function sendTyped(m: Retro): void {
  for (const [column] of typedIn(m).slice(0, leftOf(m)))
    void handIn(draftField(m.id, column), (text) => m.act('write', { text, column }))
}
