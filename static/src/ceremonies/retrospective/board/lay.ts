import type { Retrospective } from '../../../lib/protocol.gen'
import { ranked } from '../../../lib/rank'
import { columnIds } from './columns'

/** What lies where: made once a patch that moves something, in one pass over the notes. */
export interface Lay {
  /** Columns as they stand. */
  columns: string[]
  /** In each column the groups and the notes that stand alone, in their order. */
  things: Map<string, string[]>
  /** The notes of each group. */
  members: Map<string, string[]>
  /** How many notes a column has, those in groups included. */
  counts: Map<string, number>
  /** Where each note lies: its group, or else its column. */
  places: Map<string, string>
}

/** A group stands where its first note would, as in the room's own order. */
export function layOf(shared: Pick<Retrospective, 'columns' | 'notes' | 'groups'>): Lay {
  const columns = columnIds(shared)
  const things = new Map<string, string[]>(columns.map((id) => [id, []]))
  const counts = new Map<string, number>(columns.map((id) => [id, 0]))
  const members = new Map<string, string[]>()
  const places = new Map<string, string>()
  for (const [id, { column, group }] of ranked(shared.notes)) {
    counts.set(column, (counts.get(column) ?? 0) + 1)
    places.set(id, group ?? column)
    const mates = group === undefined ? undefined : members.get(group)
    if (mates) {
      mates.push(id)
      continue
    }
    if (group !== undefined) members.set(group, [id])
    things.get(column)?.push(group ?? id)
  }
  return { columns, things, members, counts, places }
}

/** Notes that lie elsewhere than before; at the first look none does. */
export function movedNotes(before: Lay | undefined, after: Lay): string[] {
  if (!before) return []
  return [...after.places].filter(([id, place]) => before.places.get(id) !== place).map(([id]) => id)
}

/**
 * Splits what lies in a column over lanes of about the same height, in their
 * order, top to bottom and then the next. The page does this and not CSS: a
 * browser that balances columns lays out every note for every change.
 */
export function lanesOf(ids: readonly string[], heightOf: (id: string) => number, lanes: number): string[][] {
  const heights = ids.map(heightOf)
  const all = heights.reduce((sum, height) => sum + height, 0)
  const split: string[][] = Array.from({ length: Math.max(1, lanes) }, () => [])
  let above = 0
  ids.forEach((id, i) => {
    const height = heights[i] ?? 0
    // Each goes where its middle falls.
    const lane = all > 0 ? Math.floor(((above + height / 2) / all) * split.length) : 0
    split[Math.min(lane, split.length - 1)]?.push(id)
    above += height
  })
  return split
}

/** About how many lines a text takes in a narrow column. */
export const linesOf = (text: string | undefined): number =>
  (text ?? '').split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 24)), 0)
