import { fireEvent, render, screen } from '@testing-library/svelte'
import { beforeAll, expect, it } from 'vitest'
import { words } from '../../lib/i18n/words.svelte'
import { tell } from '../../lib/testing'
import { context, press } from '../../lib/testing-dom'
import ColumnsEditor from './ColumnsEditor.svelte'

beforeAll(() => words.enterRoom('retrospective'))

it('keeps a column’s title that is too long whole, counts it, and sends it once it fits', async () => {
  const { meeting, done } = tell('retrospective/lobby')
  render(ColumnsEditor, { props: { onsaved: () => undefined }, context: context(meeting) })
  const first = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Column 1' })
  await fireEvent.input(first(), { target: { value: 'x'.repeat(63) } })
  expect(first().value).toBe('x'.repeat(63))
  expect(screen.getByRole('status').textContent).toContain('23')
  await fireEvent.submit(first())
  expect(done).toEqual([])
  await fireEvent.input(first(), { target: { value: 'Sad' } })
  await press(screen.getByRole('button', { name: 'Use these columns' }))
  expect(done).toMatchObject([{ do: 'columns' }])
})
