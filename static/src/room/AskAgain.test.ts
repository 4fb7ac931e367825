import { render, screen } from '@testing-library/svelte'
import { beforeAll, expect, it } from 'vitest'
import { words } from '../lib/i18n/words.svelte'
import { tell } from '../lib/testing'
import { context, press } from '../lib/testing-dom'
import AskAgain from './AskAgain.svelte'

beforeAll(() => words.enterRoom('standup'))

const button = () => screen.queryByRole('button', { name: words.room.ballot.again })
const show = (you: string, ballot: string) => {
  const told = tell<'retrospective'>('retrospective/discuss-vote', you)
  render(AskAgain, { props: { ballot }, context: context(told.meeting as never) })
  return told
}

it('asks again for whoever may', async () => {
  const { done } = show('p1', 'dots')
  await press(screen.getByRole('button', { name: words.room.ballot.again }))
  expect(done).toMatchObject([{ do: 'revote', with: { ballot: 'dots' } }])
})

it('is offered neither to others nor for what ends by itself', () => {
  show('p3', 'dots')
  show('p1', 'go_on')
  expect(button()).toBeNull()
})
