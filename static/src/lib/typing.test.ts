import { expect, it, vi } from 'vitest'
import { keyOf, takeEnter } from './typing'

const press = (key: string, more: KeyboardEventInit = {}) => new KeyboardEvent('keydown', { key, ...more })

it.each([
  ['Enter', press('Enter'), true],
  ['Enter with Shift', press('Enter', { shiftKey: true }), false],
  ['Enter that takes a word', press('Enter', { isComposing: true }), false],
  ['Enter that takes a word, in Safari', press('Enter', { keyCode: 229 }), false],
])('%s', (_, e, saves) => {
  const save = vi.fn()
  takeEnter(e, save)
  expect(save).toHaveBeenCalledTimes(saves ? 1 : 0)
})

it('is no Escape that drops a word', () => {
  expect(keyOf(press('Escape', { isComposing: true }))).toBe('')
  expect(keyOf(press('Escape'))).toBe('Escape')
})
