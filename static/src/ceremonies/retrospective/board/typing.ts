/** Enter saves, with Shift it makes a new line; while letters are being composed it belongs to the keyboard. */
export function takeEnter(e: KeyboardEvent, save: () => unknown): void {
  if (e.key !== 'Enter' || e.shiftKey || e.isComposing) return
  e.preventDefault()
  void save()
}
