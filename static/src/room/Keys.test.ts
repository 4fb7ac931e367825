import { fireEvent, render, screen } from '@testing-library/svelte'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { words } from '../lib/i18n/words.svelte'
import { taste } from '../lib/taste.svelte'
import { tell } from '../lib/testing'
import { context, press } from '../lib/testing-dom'
import Keys from './Keys.svelte'
import { View } from './view.svelte'

beforeAll(() => words.enterRoom('standup'))
beforeEach(() => {
  vi.useFakeTimers()
  vi.advanceTimersByTime(5000) // nobody types in the first moment
  taste.setKeys(true)
  document.body.replaceChildren()
})

function show() {
  const { meeting, done } = tell('standup/listener')
  const view = new View()
  render(Keys, { context: context(meeting, view), props: { step: undefined } })
  return { view, does: () => done.map((act) => act.do) }
}
const key = (key: string, more: KeyboardEventInit = {}, at: Element = document.body) =>
  fireEvent.keyDown(at, { key, ...more })
/** A field, and somebody in the middle of a word when it goes. */
async function typeIn(last: string) {
  const field = document.body.appendChild(document.createElement('textarea'))
  await key(last, {}, field)
  field.remove()
}

describe('single keys', () => {
  it('do what they say, once however long they are held', async () => {
    const { does } = show()
    await key('h')
    await key('h', { repeat: true })
    expect(does()).toEqual(['hand'])
  })

  // (w3c/wcag21#69)
  it('can be switched off, all of them, and on again', async () => {
    const { does, view } = show()
    await key('?')
    await press(screen.getByRole('checkbox', { name: /Single keys/ }))
    view.panel = undefined
    for (const one of ['h', '?', 'r', ' ']) await key(one)
    expect([does(), view.panel]).toEqual([[], undefined])
    expect(localStorage.getItem('rondo.keys')).toBe('off')
    taste.setKeys(true)
    await key('h')
    expect(does()).toEqual(['hand'])
  })

  it('are letters to whoever goes on typing when the field has gone', async () => {
    const { does } = show()
    await typeIn('a')
    for (const letter of 'hhh') {
      vi.advanceTimersByTime(900)
      await key(letter)
    }
    expect(does()).toEqual([])
    vi.advanceTimersByTime(1000)
    await key('h')
    expect(does()).toEqual(['hand'])
  })

  it('work at once for whoever has left the field', async () => {
    const { does } = show()
    await typeIn('a')
    await typeIn('Escape')
    await key('h')
    await typeIn('a')
    await fireEvent.pointerDown(document.body)
    await key('h')
    expect(does()).toEqual(['hand', 'hand'])
  })

  it('do not press a button many times while Enter is held', async () => {
    show()
    const button = document.body.appendChild(document.createElement('button'))
    expect(await key('Enter', { cancelable: true, bubbles: true }, button)).toBe(true)
    expect(await key('Enter', { cancelable: true, bubbles: true, repeat: true }, button)).toBe(false)
  })
})
