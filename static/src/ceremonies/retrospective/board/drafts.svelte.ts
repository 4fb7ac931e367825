import { SvelteMap } from 'svelte/reactivity'

/**
 * What is being typed, by room and column. It stays in the memory of this page
 * and nowhere else: an anonymous note leaves no trace on a disk before its
 * author has saved it, and a lost connection or another tab takes nothing away.
 */
const drafts = new SvelteMap<string, string>()
const key = (room: string, column: string) => `${room} ${column}`

export const draftOf = (room: string, column: string): string => drafts.get(key(room, column)) ?? ''

export function keepDraft(room: string, column: string, text: string): void {
  if (text === '') drafts.delete(key(room, column))
  else drafts.set(key(room, column), text)
}

/** A column in which something is typed and not saved. */
export const unsavedColumn = (room: string, columns: readonly string[]): string | undefined =>
  columns.find((column) => draftOf(room, column).trim() !== '')
