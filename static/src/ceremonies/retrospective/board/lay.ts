import type { Retro } from '../../../lib/protocol.gen'

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

const ranked = <T extends { rank: number }>(map: Record<string, T> | undefined): [string, T][] =>
  Object.entries(map ?? {}).sort(([, a], [, b]) => a.rank - b.rank)

export const columnsOf = (shared: Pick<Retro, 'columns'>): string[] => ranked(shared.columns).map(([id]) => id)

/** A group stands where its first note would, as in the room's own order. */
export function layOf(shared: Pick<Retro, 'columns' | 'notes' | 'groups'>): Lay {
  const columns = columnsOf(shared)
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
