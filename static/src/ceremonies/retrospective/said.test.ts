import { fireEvent, render, screen } from '@testing-library/svelte'
import { tick } from 'svelte'
import { beforeAll, expect, it, vi } from 'vitest'
import { words } from '../../lib/i18n/words.svelte'
import { tell } from '../../lib/testing'
import { context } from '../../lib/testing-dom'
import TopicNow from './TopicNow.svelte'

beforeAll(() => words.enterRoom('retrospective'))

it('what was said is kept when the topic ends in the middle of a sentence', async () => {
  const warned = vi.spyOn(console, 'warn')
  const { meeting, done } = tell<'retrospective'>('retrospective/discuss-scribe')
  const { unmount } = render(TopicNow, { context: context(meeting as never) })
  const field = screen.getByRole('textbox', { name: words.of('retrospective').discuss.said })
  await fireEvent.input(field, { target: { value: 'An hour a day' } })
  await fireEvent.blur(field)
  const topic = meeting.shared.topic ?? ''
  meeting.frame({ at: [1, 2], patch: { shared: { topic: null, topics: { [topic]: { said: 'Theirs' } } } } })
  unmount()
  await vi.waitFor(() => expect(done).toMatchObject([{ do: 'said', with: { text: 'An hour a day' } }]))
  await tick()
  expect(meeting.drafts.left).toEqual([])
  expect(warned).not.toHaveBeenCalled()
})
