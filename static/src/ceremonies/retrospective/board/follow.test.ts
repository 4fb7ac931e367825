import { beforeEach, expect, it, vi } from 'vitest'
import { after, before } from './follow'

const note = () => document.querySelector<HTMLElement>('[data-note]') as HTMLElement
const animations: { onfinish?: () => void; oncancel?: () => void }[] = []
const animate = vi.fn((..._: unknown[]) => {
  const animation = {}
  animations.push(animation)
  return animation
})

beforeEach(() => {
  document.body.innerHTML = '<article data-note="a"></article>'
  animations.length = 0
  animate.mockClear()
  const element = note()
  let y = 100
  element.getBoundingClientRect = () => ({ x: 0, y: (y -= 50) }) as DOMRect
  Object.assign(element, { animate })
})

it('a note that moved glides by its transform alone, lifted until it is there', () => {
  after(before(['a']), 200)
  const frames = animate.mock.calls[0]?.[0] as Record<string, unknown>[]
  expect(frames).toEqual([{ transform: 'translate(0px, 50px)' }, { transform: 'none' }])
  expect(note().hasAttribute('data-gliding')).toBe(true)
  animations[0]?.onfinish?.()
  expect(note().hasAttribute('data-gliding')).toBe(false)
})

it('nothing glides for those who want no motion', () => {
  after(before(['a']), 0)
  expect(animate).not.toHaveBeenCalled()
  expect(note().hasAttribute('data-gliding')).toBe(false)
})
