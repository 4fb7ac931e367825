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
 * finger by their handle, so that the page can still be scrolled.
 */
export function dragging(board: HTMLElement, hands: Hands): () => void {
  let drag: Drag | undefined

  function down(e: PointerEvent) {
    const source = drag ? undefined : takes(e)
    if (source) drag = new Drag(board, source, e, hands, () => (drag = undefined))
  }

  board.addEventListener('pointerdown', down)
  return () => {
    board.removeEventListener('pointerdown', down)
    drag?.stop(false)
  }
}

/** The note that a press takes hold of; what can be typed into or pressed is left alone. */
function takes(e: PointerEvent): HTMLElement | undefined {
  if (e.button !== 0 || !(e.target instanceof Element)) return undefined
  const source = e.target.closest<HTMLElement>('[data-note]')
  const handle = e.target.closest('[data-handle]')
  if (!source || e.target.closest('input, textarea, select, summary')) return undefined
  if (!handle && (e.pointerType !== 'mouse' || e.target.closest('button'))) return undefined
  return source
}

/** One drag, from the press to the drop. The note itself stays where it is; a copy goes with the pointer, moved past Svelte. */
class Drag {
  #copy: HTMLElement | undefined
  #marked: Element | undefined
  #hit: Hit | undefined
  #frame = 0
  #at: { x: number; y: number }
  readonly #note: string
  readonly #listeners = new AbortController()

  constructor(
    private readonly board: HTMLElement,
    private readonly source: HTMLElement,
    private readonly start: PointerEvent,
    private readonly hands: Hands,
    private readonly over: () => void,
  ) {
    this.#note = source.dataset.note ?? ''
    this.#at = { x: start.clientX, y: start.clientY }
    this.#listen()
  }

  #listen() {
    const { signal } = this.#listeners
    const mine = (does: (e: PointerEvent) => void) => (e: PointerEvent) =>
      e.pointerId === this.start.pointerId && does(e)
    addEventListener('pointermove', mine(this.#move), { signal })
    addEventListener(
      'pointerup',
      mine(() => this.stop(true)),
      { signal },
    )
    addEventListener(
      'pointercancel',
      mine(() => this.stop(false)),
      { signal },
    )
    addEventListener('blur', () => this.stop(false), { signal })
    addEventListener('keydown', this.#escape, { signal })
  }

  #move = (e: PointerEvent) => {
    this.#at = { x: e.clientX, y: e.clientY }
    const { dx, dy } = this.#gone
    if (!this.#copy && Math.hypot(dx, dy) < slack) return
    if (!this.#copy) this.#lift()
    this.#look()
  }

  get #gone() {
    return { dx: this.#at.x - this.start.clientX, dy: this.#at.y - this.start.clientY }
  }

  #escape = (e: KeyboardEvent) => {
    if (e.key !== 'Escape' || !this.#copy) return
    e.preventDefault()
    this.stop(false)
  }

  #lift() {
    this.#copy = copyOf(this.source)
    document.body.append(this.#copy)
    this.source.setAttribute('data-lifted', '')
    getSelection()?.removeAllRanges()
    this.hands.taken()
    this.#step()
  }

  /** The copy goes with the pointer, and what would take it shows so. */
  #look() {
    const { dx, dy } = this.#gone
    this.#copy?.style.setProperty('translate', `${dx}px ${dy}px`)
    const below = hitAt(this.#at.x, this.#at.y)
    const fits = below && this.hands.fits(this.#note, below.hit) ? below : undefined
    this.#hit = fits?.hit
    this.#mark(fits?.element)
  }

  #mark(element: Element | undefined) {
    if (this.#marked === element) return
    this.#marked?.removeAttribute('data-over')
    element?.setAttribute('data-over', '')
    this.#marked = element
  }

  #step = () => {
    if (scrollNear(this.board, this.#at.y)) this.#look()
    this.#frame = requestAnimationFrame(this.#step)
  }

  stop(drop: boolean) {
    this.#listeners.abort()
    cancelAnimationFrame(this.#frame)
    this.#mark(undefined)
    this.source.removeAttribute('data-lifted')
    this.over()
    if (!this.#copy) return
    this.#copy.remove()
    if (drop) swallowClick()
    this.hands.dropped(this.#note, drop ? this.#hit : undefined)
  }
}

function copyOf(source: HTMLElement): HTMLElement {
  const box = source.getBoundingClientRect()
  const copy = source.cloneNode(true) as HTMLElement
  copy.classList.add('is-flying')
  copy.removeAttribute('data-note')
  copy.setAttribute('aria-hidden', 'true')
  copy.setAttribute('inert', '')
  copy.style.setProperty('inline-size', `${box.width}px`)
  copy.style.setProperty('left', `${box.left}px`)
  copy.style.setProperty('top', `${box.top}px`)
  return copy
}

/** Near an edge the board scrolls along, or on a phone the page. */
function scrollNear(board: HTMLElement, y: number): boolean {
  const scrolls = board.scrollHeight > board.clientHeight && getComputedStyle(board).overflowY !== 'visible'
  const box = scrolls ? board.getBoundingClientRect() : { top: 0, bottom: innerHeight }
  const by = y < box.top + edge ? -9 : y > box.bottom - edge ? 9 : 0
  if (by === 0) return false
  if (scrolls) board.scrollTop += by
  else scrollBy(0, by)
  return true
}

/** The click that ends a drag is no click on the handle. It comes with the pointer's going up, or not at all. */
function swallowClick() {
  const swallow = (e: Event) => {
    e.preventDefault()
    e.stopPropagation()
  }
  addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => removeEventListener('click', swallow, { capture: true }), 0)
}
