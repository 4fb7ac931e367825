import type { Hit } from './targets'

/** What a board does with a note that is dragged. */
export interface Hands {
  /** Whether it can be let go there. */
  fits(note: string, hit: Hit | undefined): boolean
  taken(): void
  /** Let go; above nothing that takes it, or with Escape: undefined. */
  dropped(note: string, hit: Hit | undefined): void
}

/** So far must a mouse go before a press is a drag. */
const slack = 6
/** So near to an edge the board scrolls. */
const edge = 56

/** What lies under the pointer: the innermost of note, group, column, or the tab of a column. */
export function hitAt(x: number, y: number): { hit: Hit; element: Element } | undefined {
  const element = document.elementFromPoint(x, y)?.closest('[data-note], [data-group], [data-column], [role=tab]')
  if (!(element instanceof HTMLElement)) return undefined
  const { note, group, column } = element.dataset
  if (note) return { hit: { note }, element }
  if (group) return { hit: { group }, element }
  const tab = /-tab-(.+)$/.exec(element.id)?.[1]
  const id = column ?? tab
  return id ? { hit: { column: id }, element } : undefined
}

/**
 * Notes can be dragged on this element: with a mouse anywhere on them, with a
 * finger by their handle, so that the page can still be scrolled. The note
 * itself stays where it is; a copy goes with the pointer, moved past Svelte.
 */
export function dragging(board: HTMLElement, hands: Hands): () => void {
  let end: (() => void) | undefined

  function down(e: PointerEvent) {
    if (e.button !== 0 || end || !(e.target instanceof Element)) return
    const source = e.target.closest<HTMLElement>('[data-note]')
    const handle = e.target.closest('[data-handle]')
    if (!source?.dataset.note || e.target.closest('input, textarea, select, summary')) return
    if (e.target.closest('button') && !handle) return
    if (e.pointerType !== 'mouse' && !handle) return
    end = follow(board, source, source.dataset.note, e, hands, () => (end = undefined))
  }

  board.addEventListener('pointerdown', down)
  return () => {
    board.removeEventListener('pointerdown', down)
    end?.()
  }
}

/** One drag, from the press to the drop. */
function follow(
  board: HTMLElement,
  source: HTMLElement,
  note: string,
  start: PointerEvent,
  hands: Hands,
  over: () => void,
): () => void {
  let copy: HTMLElement | undefined
  let marked: Element | undefined
  let hit: Hit | undefined
  let frame = 0
  let at = { x: start.clientX, y: start.clientY }

  function mark(element: Element | undefined) {
    if (marked === element) return
    marked?.removeAttribute('data-over')
    element?.setAttribute('data-over', '')
    marked = element
  }

  function lift() {
    const box = source.getBoundingClientRect()
    copy = source.cloneNode(true) as HTMLElement
    copy.classList.add('is-flying')
    copy.removeAttribute('data-note')
    copy.setAttribute('aria-hidden', 'true')
    copy.setAttribute('inert', '')
    copy.style.setProperty('inline-size', `${box.width}px`)
    copy.style.setProperty('left', `${box.left}px`)
    copy.style.setProperty('top', `${box.top}px`)
    document.body.append(copy)
    source.setAttribute('data-lifted', '')
    getSelection()?.removeAllRanges()
    hands.taken()
    step()
  }

  function look() {
    copy?.style.setProperty('translate', `${at.x - start.clientX}px ${at.y - start.clientY}px`)
    const below = hitAt(at.x, at.y)
    const fits = below && hands.fits(note, below.hit)
    hit = fits ? below.hit : undefined
    mark(fits ? below.element : undefined)
  }

  /** Near the edge the board scrolls along, or on a phone the page. */
  function step() {
    const wide = board.scrollHeight > board.clientHeight && getComputedStyle(board).overflowY !== 'visible'
    const box = wide ? board.getBoundingClientRect() : { top: 0, bottom: innerHeight }
    const by = at.y < box.top + edge ? -9 : at.y > box.bottom - edge ? 9 : 0
    if (by !== 0) {
      if (wide) board.scrollTop += by
      else scrollBy(0, by)
      look()
    }
    frame = requestAnimationFrame(step)
  }

  function move(e: PointerEvent) {
    if (e.pointerId !== start.pointerId) return
    at = { x: e.clientX, y: e.clientY }
    if (!copy && Math.hypot(at.x - start.clientX, at.y - start.clientY) < slack) return
    if (!copy) lift()
    look()
  }

  function stop(drop: boolean) {
    listeners.abort()
    cancelAnimationFrame(frame)
    mark(undefined)
    copy?.remove()
    source.removeAttribute('data-lifted')
    over()
    if (copy) hands.dropped(note, drop ? hit : undefined)
  }

  const listeners = new AbortController()
  const { signal } = listeners
  addEventListener('pointermove', move, { signal })
  addEventListener('pointerup', (e) => e.pointerId === start.pointerId && stop(true), { signal })
  addEventListener('pointercancel', (e) => e.pointerId === start.pointerId && stop(false), { signal })
  addEventListener('blur', () => stop(false), { signal })
  addEventListener(
    'keydown',
    (e) => {
      if (e.key !== 'Escape' || !copy) return
      e.preventDefault()
      stop(false)
    },
    { signal },
  )
  // The click that ends a drag is no click on the handle.
  addEventListener(
    'click',
    (e) => {
      if (!copy) return
      e.preventDefault()
      e.stopPropagation()
    },
    { capture: true, once: true, signal },
  )
  return () => stop(false)
}
