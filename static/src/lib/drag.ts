/** What lies under a pointer: what it stands for, the element that shows it, and on which side of that something would go. */
export interface Under<H> {
  hit: H
  element: Element
  side?: 'before' | 'after'
}

/** What a board or a list does with a thing that is dragged on it. */
export interface Hands<H> {
  /** The attribute with the id of what can be dragged: data-note, data-item. */
  what: string
  under(x: number, y: number): Under<H> | undefined
  /** Whether it can be let go there. */
  fits(id: string, hit: H): boolean
  taken(): void
  /** Let go; above nothing that takes it, or with Escape: undefined. */
  dropped(id: string, hit: H | undefined): void
}

/** So far must a mouse go before a press is a drag. */
const slack = 6
/** So near to an edge the board scrolls. */
const edge = 56

/**
 * Things can be dragged on this element: with a mouse anywhere on them, with a
 * finger by their handle, so that the page can still be scrolled.
 */
export function dragging<H>(board: HTMLElement, hands: Hands<H>): () => void {
  let drag: Drag<H> | undefined

  function down(e: PointerEvent) {
    const source = drag ? undefined : takes(e, hands.what)
    if (source) drag = new Drag(board, source, e, hands, () => (drag = undefined))
  }

  board.addEventListener('pointerdown', down)
  return () => {
    board.removeEventListener('pointerdown', down)
    drag?.stop(false)
  }
}

/** What a press takes hold of; what can be typed into or pressed is left alone. */
function takes(e: PointerEvent, what: string): HTMLElement | undefined {
  if (e.button !== 0 || !(e.target instanceof Element)) return undefined
  const source = e.target.closest<HTMLElement>(`[${what}]`)
  const handle = e.target.closest('[data-handle]')
  if (!source || e.target.closest('a, input, textarea, select, summary')) return undefined
  if (!handle && (e.pointerType !== 'mouse' || e.target.closest('button'))) return undefined
  return source
}

/** One drag, from the press to the drop. The thing itself stays where it is; a copy goes with the pointer, moved past Svelte. */
class Drag<H> {
  #copy: HTMLElement | undefined
  #over: Under<H> | undefined
  #frame = 0
  readonly #scrolls: Element | undefined
  #at: { x: number; y: number }
  readonly #id: string
  readonly #listeners = new AbortController()

  constructor(
    board: HTMLElement,
    private readonly source: HTMLElement,
    private readonly start: PointerEvent,
    private readonly hands: Hands<H>,
    private readonly over: () => void,
  ) {
    this.#id = source.getAttribute(hands.what) ?? ''
    this.#scrolls = scrollerOf(board)
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
    this.#copy = copyOf(this.source, this.hands.what)
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
    const under = this.hands.under(this.#at.x, this.#at.y)
    this.#mark(under && this.hands.fits(this.#id, under.hit) ? under : undefined)
  }

  #mark(under: Under<H> | undefined) {
    if (this.#over?.element !== under?.element) this.#over?.element.removeAttribute('data-over')
    under?.element.setAttribute('data-over', under.side ?? '')
    this.#over = under
  }

  #step = () => {
    if (scrollNear(this.#scrolls, this.#at.y)) this.#look()
    this.#frame = requestAnimationFrame(this.#step)
  }

  stop(drop: boolean) {
    this.#listeners.abort()
    cancelAnimationFrame(this.#frame)
    const hit = this.#over?.hit
    this.#mark(undefined)
    this.source.removeAttribute('data-lifted')
    this.over()
    if (!this.#copy) return
    this.#copy.remove()
    if (drop) swallowClick()
    this.hands.dropped(this.#id, drop ? hit : undefined)
  }
}

function copyOf(source: HTMLElement, what: string): HTMLElement {
  const box = source.getBoundingClientRect()
  const copy = source.cloneNode(true) as HTMLElement
  copy.classList.add('is-flying')
  copy.removeAttribute(what)
  copy.setAttribute('aria-hidden', 'true')
  copy.setAttribute('inert', '')
  copy.style.setProperty('inline-size', `${box.width}px`)
  copy.style.setProperty('left', `${box.left}px`)
  copy.style.setProperty('top', `${box.top}px`)
  return copy
}

/** What scrolls with what lies in it: the board, something around it, or the page. */
function scrollerOf(board: Element): Element | undefined {
  for (let at: Element | null = board; at && at !== document.body; at = at.parentElement)
    if (at.scrollHeight > at.clientHeight && /auto|scroll/.test(getComputedStyle(at).overflowY)) return at
  return undefined
}

/** Near an edge what is there scrolls along, or on a phone the page. */
function scrollNear(scrolls: Element | undefined, y: number): boolean {
  const box = scrolls?.getBoundingClientRect() ?? { top: 0, bottom: innerHeight }
  const by = y < box.top + edge ? -9 : y > box.bottom - edge ? 9 : 0
  if (by === 0) return false
  if (scrolls) scrolls.scrollTop += by
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
