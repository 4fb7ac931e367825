import { render, screen } from '@testing-library/svelte'
import { beforeAll, expect, it } from 'vitest'
import { words } from '../../lib/i18n/words.svelte'
import { tell } from '../../lib/testing'
import { context, press } from '../../lib/testing-dom'
import Interlude from './Interlude.svelte'

beforeAll(() => words.enterRoom('retrospective'))

const named = { name: 'With names' }

it('asks who leads whether two write with names or wait, and only while nothing is promised', async () => {
  const { meeting, done } = tell<'retrospective'>('retrospective/names')
  render(Interlude, { context: context(meeting) })
  await press(screen.getByRole('button', { name: 'We wait' }))
  await press(screen.getByRole('button', named))
  expect(done).toMatchObject([
    { do: 'settings', with: { named: false } },
    { do: 'settings', with: { named: true } },
  ])
  meeting.frame({ at: [1, 99], patch: { room: { promise: 'named' } } })
  await expect.poll(() => screen.queryByRole('button', named)).toBeNull()
})

it('tells the other that they wait, or who chooses', async () => {
  const { meeting } = tell<'retrospective'>('retrospective/waits')
  render(Interlude, { context: context(meeting) })
  expect(screen.queryByRole('button', named)).toBeNull()
  expect(screen.getByText(/^You wait/)).toBeTruthy()
  meeting.frame({ at: [1, 99], patch: { shared: { waits: null } } })
  await expect
    .poll(() => screen.queryByText('ann chooses: notes with names, or wait until three are here.'))
    .toBeTruthy()
})
