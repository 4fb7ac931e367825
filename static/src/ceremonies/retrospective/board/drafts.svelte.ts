import { keepSecret, secretOf } from '../../../lib/drafts.svelte'
import type { Field } from '../../../lib/handIn'
import type { RetrospectiveOwnNote } from '../../../lib/protocol.gen'
import type { Rewording } from '../../../lib/rewording.svelte'

/**
 * What is being typed, by room and column, or of a note by its id. An anonymous note leaves no trace on a disk before
 * its author has saved it, and a lost connection, another tab or a device that is passed on takes nothing away.
 */
export const draftName = (column: string) => `write ${column}`
export const editName = (note: string) => `rewrite ${note}`

export const draftOf = (room: string, column: string): string => secretOf(room, draftName(column))?.text ?? ''

/** What was chosen beside it stays for the next one. */
export function keepDraft(room: string, column: string, text: string): void {
  const typed = { ...secretOf(room, draftName(column)), text }
  keepSecret(room, draftName(column), Object.values(typed).some((kept) => kept !== '') ? typed : undefined)
}

/** The same as a field, for whoever hands it in. */
export const draftField = (room: string, column: string): Field => ({
  get: () => draftOf(room, column),
  set: (text) => keepDraft(room, column, text),
})

/** What somebody around this device is typing lies beside my own, and never in a column of mine. */
export const draftFor = (person: string) => `for ${person}`

/** How a note of mine is about to read. */
export type Edit = Pick<RetrospectiveOwnNote, 'text' | 'column'> & { rewording?: Rewording<'rewrite'> }

/** What each edit is meant for. */
const rewordings = new Map<string, Rewording<'rewrite'>>()

export function editOf(room: string, note: string): Edit | undefined {
  const typed = secretOf(room, editName(note))
  const rewording = rewordings.get(note)
  return typed && { text: typed.text ?? '', column: typed.column ?? '', ...(rewording && { rewording }) }
}

export function keepEdit(room: string, note: string, edit: Edit | undefined): void {
  if (edit?.rewording) rewordings.set(note, edit.rewording)
  if (!edit) rewordings.delete(note)
  const was = secretOf(room, editName(note))
  const { text = '', column = '' } = edit ?? {}
  keepSecret(room, editName(note), edit && { 'was text': text, 'was column': column, ...was, text, column })
}

/** Something that is typed and not saved: where it stands, and by which name one reaches what saves it. */
export interface Unsaved {
  column: string
  save: string
}
export const saveName = (what: string) => `save note ${what}`

export function unsavedIn(
  room: string,
  columns: readonly string[],
  notes: Readonly<Record<string, RetrospectiveOwnNote>> = {},
): Unsaved | undefined {
  const column = columns.find((column) => draftOf(room, column).trim() !== '')
  if (column !== undefined) return { column, save: saveName(column) }
  const changed = Object.entries(notes).find(([id, note]) => {
    const edit = editOf(room, id)
    return edit && (edit.text.trim() !== note.text || edit.column !== note.column)
  })
  return changed && { column: changed[1].column, save: saveName(changed[0]) }
}
