import { render, screen } from '@testing-library/svelte'
import { beforeAll, expect, it } from 'vitest'
import { words } from '../lib/i18n/words.svelte'
import { tell } from '../lib/testing'
import { context } from '../lib/testing-dom'
import TakeAway from './TakeAway.svelte'

beforeAll(() => words.enterRoom('standup'))

it('offers the files behind one button, and what the bar offers not again', () => {
  const { close } = words.room
  render(TakeAway, { context: context(tell('standup/ended').meeting) })
  expect(screen.queryByRole('button', { name: close.copy })).toBeNull()
  const folded = document.querySelector('details')
  expect(folded?.open).toBe(false)
  expect([...(folded?.querySelectorAll('a') ?? [])].map((a) => a.textContent)).toEqual([
    ...Object.values(close.forms),
    close.whole,
  ])
  render(TakeAway, { context: context(tell('standup/close').meeting) })
  expect(screen.getByRole('button', { name: close.copy })).toBeTruthy()
  expect(screen.getAllByText(close.whole)).toHaveLength(1) // not before the end
})
