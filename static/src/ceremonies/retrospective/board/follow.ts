import { focusOn } from './desk.svelte'

const noteAt = (id: string) => document.querySelector<HTMLElement>(`[data-note="${CSS.escape(id)}"]`)

/** More than so many at once (a column is taken apart, all is new) simply stand there. */
const most = 12

/** How it was before a patch: where the notes lay that it moves, and which of all has the focus. */
export interface Before {
  boxes: Map<string, DOMRect>
  focus: string | undefined
}

export function before(moved: readonly string[]): Before {
  const boxes = new Map<string, DOMRect>()
  if (moved.length <= most) {
    for (const id of moved) {
      const box = noteAt(id)?.getBoundingClientRect()
      if (box) boxes.set(id, box)
    }
  }
  const handle = document.activeElement?.closest('[data-handle]')
  return { boxes, focus: handle instanceof HTMLElement ? handle.dataset.handle : undefined }
}

/** Shows where they went to, and keeps the focus where it was although its element is another one. Only what moved is measured. */
export function after({ boxes, focus }: Before, ms: number): void {
  if (focus && (document.activeElement === null || document.activeElement === document.body)) focusOn(focus)
  if (ms === 0) return
  for (const [id, from] of boxes) {
    const element = noteAt(id)
    const to = element?.getBoundingClientRect()
    if (!element || !to || (to.x === from.x && to.y === from.y)) continue
    glide(element, `translate(${from.x - to.x}px, ${from.y - to.y}px)`, ms)
  }
}

const gliding = new WeakMap<HTMLElement, Animation>()

/** Nothing but the transform is animated, so that the browser can do it beside what the page does. What lifts the note is a mark. */
function glide(element: HTMLElement, from: string, ms: number): void {
  element.setAttribute('data-gliding', '')
  const animation = element.animate([{ transform: from }, { transform: 'none' }], {
    duration: ms,
    easing: 'cubic-bezier(.2, .7, .2, 1)',
  })
  gliding.set(element, animation)
  // Of two that follow each other the first one leaves the mark to the second.
  animation.onfinish = animation.oncancel = () => {
    if (gliding.get(element) === animation) element.removeAttribute('data-gliding')
  }
}
