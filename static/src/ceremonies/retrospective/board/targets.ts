import type { Under } from '../../../lib/drag'
import type { Retrospective } from '../../../lib/protocol.gen'
import { ranked } from '../../../lib/rank'

/** What a pointer is above: a note, a group, or the ground of a column. */
export type Hit = { note: string } | { group: string } | { column: string }

/** What lies under the pointer: the innermost of note, group, column, or the tab of a column. */
export function hitAt(x: number, y: number): Under<Hit> | undefined {
  const element = document.elementFromPoint(x, y)?.closest('[data-note], [data-group], [data-column], [role=tab]')
  if (!(element instanceof HTMLElement)) return undefined
  const { note, group, column } = element.dataset
  if (note) return { hit: { note }, element }
  if (group) return { hit: { group }, element }
  const tab = /-tab-(.+)$/.exec(element.id)?.[1]
  const id = column ?? tab
  return id ? { hit: { column: id }, element } : undefined
}

/** What is asked of the room for a note that is let go somewhere. */
export type Move = { do: 'group'; note: string; onto: string } | { do: 'move'; note: string; column?: string }

type Board = Pick<Retrospective, 'notes' | 'groups'>

/** Note onto note makes a group, onto a group joins it, onto a column's ground takes it out or over. Nothing, where nothing would change. */
export function dropOf(board: Board, note: string, hit: Hit | undefined): Move | undefined {
  const from = board.notes?.[note]
  if (!from || !hit) return undefined
  if ('column' in hit) {
    if (!from.group && from.column === hit.column) return undefined
    return { do: 'move', note, ...(from.column !== hit.column && { column: hit.column }) }
  }
  const onto = 'group' in hit ? hit.group : (board.notes?.[hit.note]?.group ?? hit.note)
  if (onto === note || onto === from.group) return undefined
  if ('note' in hit && hit.note === note) return undefined
  return { do: 'group', note, onto }
}

/** Where a note could go without a mouse: other groups, notes that stand alone, columns; out of its group. */
export interface Targets {
  out: boolean
  groups: string[]
  notes: string[]
  columns: string[]
}

const idsOf = (map: Record<string, { rank: number }> | undefined) => ranked(map).map(([id]) => id)

/** Nothing asked for finds all. */
export function targetsOf(
  board: Pick<Retrospective, 'notes' | 'groups' | 'columns'>,
  note: string,
  asked = '',
): Targets {
  const from = board.notes?.[note]
  const wants = asked.trim().toLocaleLowerCase()
  const fits = (text: string | undefined) => (text ?? '').toLocaleLowerCase().includes(wants)
  return {
    out: from?.group !== undefined && wants === '',
    groups: groupsBut(board, from?.group).filter(
      (id) =>
        fits(board.groups?.[id]?.title) || Object.values(board.notes ?? {}).some((n) => n.group === id && fits(n.text)),
    ),
    notes: idsOf(board.notes).filter((id) => {
      const other = board.notes?.[id]
      return id !== note && !other?.group && fits(other?.text)
    }),
    columns: wants === '' ? idsOf(board.columns).filter((id) => id !== from?.column) : [],
  }
}

/** Groups that another could become part of. */
export const groupsBut = (board: Pick<Retrospective, 'groups'>, group: string | undefined): string[] =>
  idsOf(board.groups).filter((id) => id !== group)
