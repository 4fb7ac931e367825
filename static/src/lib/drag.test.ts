import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { dragging, type Hands } from './drag'

const board = () => document.querySelector<HTMLElement>('.board') as HTMLElement
const handle = () => document.querySelector<HTMLElement>('[data-handle]') as HTMLElement
const pointer = (type: string, target: EventTarget, at: [number, number]) =>
  target.dispatchEvent(
    new PointerEvent(type, { bubbles: true, button: 0, pointerId: 1, clientX: at[0], clientY: at[1] }),
  )

/** From 50 on lies b, and below its middle what is let go comes behind it. */
const under = (_: number, y: number) => {
  const hit = y > 50 ? 'b' : 'a'
  const element = document.querySelector(`[data-note=${hit}]`)
  return element ? { hit, element, ...(y > 90 && { side: 'after' as const }) } : undefined
}

let end: () => void
let hands: Record<'fits' | 'taken' | 'dropped', ReturnType<typeof vi.fn>>
const opened = vi.fn()

beforeEach(() => {
  document.body.innerHTML = `
    <div class="board">
      <article data-note="a"><button data-handle="a">Move</button></article>
      <article data-note="b"></article>
    </div>`
  handle().addEventListener('click', opened)
  hands = { fits: vi.fn((note, hit) => hit !== note), taken: vi.fn(), dropped: vi.fn() }
  vi.useFakeTimers()
  end = dragging(board(), { what: 'data-note', under, ...hands } as Hands<string>)
})
afterEach(() => {
  end()
  vi.useRealTimers()
  opened.mockClear()
})

describe('a note that is dragged', () => {
  it('is dropped on what takes it', () => {
    pointer('pointerdown', handle(), [0, 0])
    pointer('pointermove', window, [0, 80])
    expect(document.querySelector('.is-flying')).not.toBeNull()
    expect(document.querySelector('[data-note=b]')?.hasAttribute('data-over')).toBe(true)
    pointer('pointerup', window, [0, 80])
    expect(hands.dropped).toHaveBeenCalledWith('a', 'b')
    expect(document.querySelector('.is-flying, [data-over], [data-lifted]')).toBeNull()
  })

  it('shows on which side it would come', () => {
    pointer('pointerdown', handle(), [0, 0])
    const side = (y: number) => {
      pointer('pointermove', window, [0, y])
      return document.querySelector('[data-note=b]')?.getAttribute('data-over')
    }
    expect([side(80), side(95), side(80), side(0)]).toEqual(['', 'after', '', null])
  })

  it('asks for nothing when it is dropped back on its own handle, and is asked by the next click', () => {
    pointer('pointerdown', handle(), [0, 0])
    pointer('pointermove', window, [0, 20])
    pointer('pointerup', window, [0, 2])
    handle().click()
    expect(opened).not.toHaveBeenCalled()
    expect(hands.dropped).toHaveBeenCalledWith('a', undefined)
    vi.runAllTimers()
    handle().click()
    expect(opened).toHaveBeenCalledOnce()
  })

  it('swallows no later click when none came with the drop', () => {
    pointer('pointerdown', handle(), [0, 0])
    pointer('pointermove', window, [0, 80])
    pointer('pointerup', window, [0, 80])
    vi.runAllTimers()
    handle().click()
    expect(opened).toHaveBeenCalledOnce()
  })

  it('is not dragged by a press alone', () => {
    pointer('pointerdown', handle(), [0, 0])
    pointer('pointermove', window, [0, 3])
    pointer('pointerup', window, [0, 3])
    handle().click()
    expect(hands.taken).not.toHaveBeenCalled()
    expect(opened).toHaveBeenCalledOnce()
  })

  it('goes nowhere with Escape', () => {
    pointer('pointerdown', handle(), [0, 0])
    pointer('pointermove', window, [0, 80])
    dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', cancelable: true }))
    expect(hands.dropped).toHaveBeenCalledWith('a', undefined)
  })
})
