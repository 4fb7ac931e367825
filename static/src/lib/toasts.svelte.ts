import { untrack } from 'svelte'

/** Short notes at the foot of the page: what was refused, what was copied. */
export interface Toast {
  id: number
  text: string
  /** What can be done about it, while it is there. */
  does?: { say: string; run: () => unknown } | undefined
}

class Toasts {
  list = $state<Toast[]>([])
  #dialogs = $state.raw<HTMLDialogElement[]>([])
  #last = 0

  say(text: string, does?: Toast['does']): number {
    const id = ++this.#last
    // The same words twice in a row help nobody. Whoever says something does not wait for what is said besides.
    untrack(() => (this.list = [...this.list.filter((t) => t.text !== text), { id, text, does }]))
    setTimeout(() => this.drop(id), Math.max(does ? 10_000 : 4000, text.length * 80))
    return id
  }

  /** The modal dialog in front: what stands outside of it lies behind, for the eye and for whoever listens. */
  get dialog(): HTMLDialogElement | undefined {
    return this.#dialogs.at(-1)
  }

  /** Shows the notes in a dialog, until it is closed. */
  within(dialog: HTMLDialogElement): () => void {
    untrack(() => (this.#dialogs = [...this.#dialogs, dialog]))
    return () => (this.#dialogs = this.#dialogs.filter((other) => other !== dialog))
  }

  drop(id: number): void {
    this.list = this.list.filter((t) => t.id !== id)
  }
}

export const toasts = new Toasts()
