import { render, screen } from '@testing-library/svelte'
import { beforeAll, expect, it } from 'vitest'
import { words } from '../lib/i18n/words.svelte'
import { tell } from '../lib/testing'
import { context, press } from '../lib/testing-dom'
import AskAgain from './AskAgain.svelte'

beforeAll(() => words.enterRoom('standup'))

const button = () => screen.queryByRole('button', { name: words.room.ballot.again })
const story = 'retrospective/discuss-vote'
/** As if a result of the dots counted these people, all who were asked. */
const counting = (who: Record<string, true>) => ({
  doc: { room: { ballots: { dots: { results: { 1: { voters: 5, who } } } } } },
})
const all = () => {
  const { ballots } = tell<'retrospective'>(story).meeting.room
  return Object.fromEntries(Object.keys(ballots.dots?.who ?? {}).map((id) => [id, true as const]))
}
const show = (you: string, ballot: string, who: Record<string, true> = all()) => {
  const told = tell<'retrospective'>(story, you, counting(who))
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

it('says why a question is not asked again that others have answered, or not all', () => {
  const { p2: _, ...others } = all()
  show('p1', 'dots', others)
  expect(button()).toBeNull()
  expect(screen.queryByText(words.room.ballot.notAgain)).not.toBeNull()
})
