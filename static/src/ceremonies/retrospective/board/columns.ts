import { wordFor, words } from '../../../lib/i18n/words.svelte'
import type { Retrospective } from '../../../lib/protocol.gen'
import { ranked } from '../../../lib/rank'

/** The columns as they stand. */
export const columnIds = (shared: Pick<Retrospective, 'columns'>): string[] => ranked(shared.columns).map(([id]) => id)

/** The boards that come with the product are English in the document; a team's own columns are in its own words. */
const known = (shared: Retrospective, id: string): { title: string; hint: string } | undefined => {
  const rank = shared.columns[id]?.rank ?? 0
  return wordFor(wordFor(words.of('retrospective').board.columnsOf, shared.template), String(rank))
}
export const columnTitle = (shared: Retrospective, id: string): string =>
  known(shared, id)?.title ?? shared.columns[id]?.title ?? ''
export const columnHint = (shared: Retrospective, id: string): string =>
  known(shared, id)?.hint ?? shared.columns[id]?.hint ?? ''

/** The columns of the board from left to right, in the reader's language. */
export const columnsOf = (shared: Retrospective): { id: string; title: string; hint: string }[] =>
  columnIds(shared).map((id) => ({ id, title: columnTitle(shared, id), hint: columnHint(shared, id) }))

/** A note in a line: for lists, labels and what is said aloud. */
export function clipped(text: string, most = 60): string {
  const line = text.split('\n', 1)[0] ?? ''
  return line.length > most || line.length < text.length ? `${line.slice(0, most - 1).trimEnd()}…` : line
}

/** What a group or a note that stands alone is called. */
export const titleOf = (shared: Retrospective, id: string): string =>
  shared.groups?.[id]?.title ?? clipped(shared.notes?.[id]?.text ?? '')
