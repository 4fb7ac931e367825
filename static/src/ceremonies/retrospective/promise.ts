import type { Catalogues } from '../../lib/words.gen'

/** What may be seen in a retrospective, and by whom. The words of the keys are in the catalogue. */
type Words = Catalogues['retrospective']['promise']
export type Row = keyof Words['rows']
export type Column = keyof Words['columns']
export type Cell = keyof Words['cells']

export const columns: readonly Column[] = ['you', 'others', 'lead', 'minutes', 'database']
type Line = readonly [you: Cell, others: Cell, lead: Cell, minutes: Cell, database: Cell]

/** What never depends on the promise. */
const always = {
  before: ['yes', 'no', 'no', 'no', 'sealed'],
  after: ['yes', 'yes', 'yes', 'yes', 'yes'],
  done: ['yes', 'count', 'count', 'no', 'sealed'],
  totals: ['closed', 'closed', 'closed', 'closed', 'closed'],
  safety: ['memory', 'spread', 'spread', 'spread', 'spread'],
  roti: ['memory', 'spread', 'spread', 'spread', 'spread'],
  thanks: ['yes', 'end', 'end', 'end', 'end'],
  quiet: ['memory', 'no', 'three', 'no', 'no'],
} satisfies Partial<Record<Row, Line>>

const anonymous = {
  // Notes are revealed under ids that nobody has seen: not even one's own are known again.
  author: ['memory', 'no', 'no', 'no', 'no'],
  dots: ['yes', 'no', 'no', 'no', 'sealed'],
} satisfies Partial<Record<Row, Line>>

const named = {
  author: ['shown', 'shown', 'shown', 'shown', 'shown'],
  dots: ['yes', 'closed', 'closed', 'no', 'closed'],
} satisfies Partial<Record<Row, Line>>

const order: readonly Row[] = [
  'before',
  'after',
  'author',
  'done',
  'dots',
  'totals',
  'safety',
  'roti',
  'thanks',
  'quiet',
]

/** The one table of who sees what, under the promise of a room or the one that will be made. */
export function promiseTable(withNames: boolean): { row: Row; cells: Line }[] {
  const all: Record<Row, Line> = { ...always, ...(withNames ? named : anonymous) }
  return order.map((row) => ({ row, cells: all[row] }))
}

interface Promised {
  promise?: string
}

/** Under way with fewer than three, who have not chosen names: nothing is promised, and nobody writes. */
export const isOpenYet = (room: Promised & { started?: number; ended?: number }): boolean =>
  !!room.started && !room.ended && !room.promise

/** Notes carry names: promised so, or before the start about to be. */
export const withNames = (room: Promised, shared: { named?: boolean }): boolean =>
  room.promise ? room.promise === 'named' : (shared.named ?? false)
