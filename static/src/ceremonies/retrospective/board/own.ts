import type { OwnNote } from '../../../lib/protocol.gen'
import { ranked } from '../../../lib/rank'
import type { Meeting } from '../../../lib/room.svelte'

/** As the room has it: notes of one person. */
export const mostNotes = 30
const near = 25

type Retro = Meeting<'retrospective'>

/** My notes in a column, in the order in which I wrote them. */
export function ownIn(m: Retro, column: string): [string, OwnNote][] {
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

/** How many more I can write, once that is few. */
export function fewLeft(m: Retro): number | undefined {
  const n = Object.keys(m.doc?.me.own?.notes ?? {}).length
  return n >= near ? Math.max(0, mostNotes - n) : undefined
}
