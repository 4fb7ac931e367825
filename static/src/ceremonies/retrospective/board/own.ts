import type { RetrospectiveOwnNote } from '../../../lib/protocol.gen'
import { ranked } from '../../../lib/rank'
import type { Meeting } from '../../../lib/room.svelte'

/** From here on it is said how many more there can be. */
const near = 5

type Retro = Meeting<'retrospective'>

/** My notes in a column, in the order in which I wrote them. */
export function ownIn(m: Retro, column: string): [string, RetrospectiveOwnNote][] {
  return ranked(m.doc?.me.own?.notes).filter(([, note]) => note.column === column)
}

/** What I saved and the room has not answered yet. */
export function onTheWay(m: Retro, column: string): string[] {
  const there = ownIn(m, column).map(([, note]) => note.text)
  return m
    .pendingMine('write')
    .filter((note) => note.column === column && !there.includes(note.text))
    .map((note) => note.text)
}

/** How many notes each may write in this round: the more write, the fewer. */
export const mostOf = (m: Retro): number => m.shared.most ?? 30

/** How many more I can write. */
export const leftOf = (m: Retro): number => Math.max(0, mostOf(m) - Object.keys(m.doc?.me.own?.notes ?? {}).length)

/** The same, once that is few. */
export function fewLeft(m: Retro): number | undefined {
  const left = leftOf(m)
  return left <= near ? left : undefined
}
