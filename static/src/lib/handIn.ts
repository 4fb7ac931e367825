import type { Refusal } from './doc'
import { fits } from './length'

/** Something that is typed into. */
export interface Field {
  get(): string
  set(text: string): void
}

/**
 * Hands in what was typed. The field is empty at once, for what comes next; what
 * is refused comes back into it, unless something else is being typed by then. What is too long stays as it is.
 */
export async function handIn(
  field: Field,
  act: (text: string) => Promise<Refusal | undefined>,
  most = 1000,
): Promise<Refusal | undefined> {
  const typed = field.get()
  if (!fits(typed, most)) return undefined
  field.set('')
  const refusal = await act(typed.trim())
  if (refusal && field.get() === '') field.set(typed)
  return refusal
}
