import type { Attachment } from 'svelte/attachments'
import { toasts } from '../lib/toasts.svelte'

/**
 * Opens a dialog as the browser's own modal: the focus stays inside, Escape closes it, and the focus goes back. Of the
 * closing a browser tells a frame late, on a busy machine much later; what is pressed until then would be taken for the
 * dialog's. So it is shut, for the page too, in the moment in which Escape asks for it.
 *
 * A firm one stays open when asked once; against a second Escape no page can keep it.
 */
export function modal(shut: () => void, firm = false): Attachment<HTMLDialogElement> {
  return (dialog) => {
    const opener = document.activeElement
    const listening = new AbortController()
    const hear = (what: 'cancel' | 'close', then: (e: Event) => void) =>
      dialog.addEventListener(what, (e) => e.target === dialog && then(e), listening) // a file chooser cancels, too
    hear('cancel', (e) => {
      if (firm && e.cancelable) return e.preventDefault()
      dialog.close()
      shut()
    })
    // Closed by something else; unless it is open again by the time that this is told.
    hear('close', () => dialog.open || shut())
    dialog.showModal()
    const leave = toasts.within(dialog)
    return () => {
      listening.abort()
      leave()
      dialog.close()
      giveFocus(opener)
    }
  }
}

/** Gives the focus to whatever had it before, unless it went somewhere else. */
export function giveFocus(to: Element | null | undefined): void {
  const lost = document.activeElement === null || document.activeElement === document.body
  if (lost && to instanceof HTMLElement) to.focus()
}
