const reachable =
  'a[href], button:not(:disabled), input:not(:disabled, [type=hidden]), select:not(:disabled), textarea:not(:disabled), summary'
const groups = '[role=group], [role=tablist], form, li, section, footer, dialog'
const typing = 'input:not([type=checkbox], [type=radio]), textarea'

/** Where the focus was, told so that it can be found again when the thing itself is gone. */
interface Place {
  element: Element
  /** What it stood in, from the inside out, and as the how manieth that takes the focus. */
  around: { group: Element; at: number }[]
}

const inside = (group: Element) => [...group.querySelectorAll<HTMLElement>(reachable)].filter(isThere)
const isThere = (element: Element) =>
  element.isConnected && element.checkVisibility({ visibilityProperty: true }) && !element.matches(':disabled')

function placeOf(element: Element): Place {
  const around: Place['around'] = []
  for (let group = element.closest(groups); group; group = group.parentElement?.closest(groups) ?? null)
    around.push({ group, at: inside(group).indexOf(element as HTMLElement) })
  return { element, around }
}

/**
 * What a person pressed may be gone by what it did, or by what somebody else does; the browser then has the focus
 * nowhere, and whoever uses keys or hears the page begins at its top again. So it goes to what stands there now: the
 * next step where the next step was, else the one in the same place of the nearest group that is left. A field that
 * goes gives it to the stage, since what is typed must not press a button.
 */
export function keepFocus(): () => void {
  let place: Place | undefined
  const listening = new AbortController()
  const remember = (at: EventTarget | null) =>
    (place = at instanceof Element && at !== document.body ? placeOf(at) : undefined)
  addEventListener('focusin', (e) => remember(e.target), listening)
  // Whoever presses beside everything has let it go.
  addEventListener('pointerdown', (e) => remember((e.target as Element).closest(reachable)), listening)
  const isLost = () =>
    place && (!document.activeElement || document.activeElement === document.body) && !isThere(place.element)
  // Whoever takes something away and knows better does so first.
  const find = () => void (place && isLost() && successor(place)?.focus({ preventScroll: true }))
  const look = new MutationObserver(() => void (isLost() && setTimeout(find)))
  const attributeFilter = ['disabled', 'hidden', 'class', 'open']
  look.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter })
  return () => {
    look.disconnect()
    listening.abort()
  }
}

function successor({ element, around }: Place): HTMLElement | null {
  const next = document.querySelector<HTMLElement>('.next-action')
  if (element.matches('.next-action, .ask *') && next) return next
  if (!element.matches(typing))
    for (const { group, at } of around) {
      const left = isThere(group) ? inside(group) : []
      const found = left[Math.min(Math.max(at, 0), left.length - 1)]
      if (found) return found
    }
  return document.querySelector<HTMLElement>('dialog:modal button') ?? document.getElementById('stage')
}
