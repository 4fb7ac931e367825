/**
 * The key that was pressed, or none while letters are being composed: Enter then takes a word and Escape drops it, and
 * both are the keyboard's. Safari ends composing before it tells of the Enter, and says so by an old code alone.
 */
export const keyOf = (e: KeyboardEvent): string => (e.isComposing || e.keyCode === 229 ? '' : e.key)

/** Enter saves, with Shift it makes a new line. */
export function takeEnter(e: KeyboardEvent, save: () => unknown): void {
  if (keyOf(e) !== 'Enter' || e.shiftKey) return
  e.preventDefault()
  void save()
}
