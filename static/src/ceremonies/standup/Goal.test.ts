import { fireEvent, render, screen } from '@testing-library/svelte'
import { beforeAll, expect, it } from 'vitest'
import { words } from '../../lib/i18n/words.svelte'
import { tell } from '../../lib/testing'
import { context, press } from '../../lib/testing-dom'
import Goal from './Goal.svelte'

beforeAll(() => words.enterRoom('standup'))

it('a goal is set where there was none', async () => {
  const { meeting, done } = tell('standup/lobby', 'p1', { doc: { shared: { goal: null, goal_by: null } } })
  const w = words.of('standup').goal
  render(Goal, { context: context(meeting) })
  await press(screen.getByRole('button', { name: w.set }))
  await fireEvent.input(screen.getByRole('textbox', { name: w.text }), { target: { value: 'A guest can pay' } })
  await press(screen.getByRole('button', { name: w.save }))
  expect(done).toMatchObject([{ do: 'goal', with: { text: 'A guest can pay' } }])
})
