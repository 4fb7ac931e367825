import { fireEvent, render, screen } from '@testing-library/svelte'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { words } from '../lib/i18n/words.svelte'
import { tell } from '../lib/testing'
import { context, press } from '../lib/testing-dom'
import AddPair from './AddPair.svelte'
import Reword from './Reword.svelte'

beforeAll(() => words.enterRoom('standup'))

const field = () => screen.getByRole<HTMLInputElement>('textbox')
const type = (value: string) => fireEvent.input(field(), { target: { value } })
/** 1,223 characters for the room, and 1,224 units for JavaScript. */
const long = '👍' + 'x'.repeat(1222)

describe('a line to write in', () => {
  async function write() {
    const told = tell('standup/round')
    render(AddPair, { context: context(told.meeting) })
    await press(screen.getByRole('button', { name: 'Raise blocker' }))
    return told
  }

  // Elsewhere a paste was cut without a word (zulip/zulip#15909).
  it('keeps a paste that is too long whole, counts it, and does not send it', async () => {
    const { done } = await write()
    await type(long)
    await fireEvent.submit(field())
    expect(field().value).toBe(long)
    expect(done).toEqual([])
    expect(screen.getByText('1223 characters; 1000 fit. Make it shorter by 223 to send it.')).toBeTruthy()
    await type('x'.repeat(1000))
    expect(screen.queryByText(/characters; /)).toBeNull()
    await fireEvent.submit(field())
    expect(done).toHaveLength(1)
  })

  it('is open with what was typed, wherever the same can be written next', async () => {
    const { meeting } = await write()
    await type('Half a blo')
    document.body.replaceChildren()
    render(AddPair, { context: context(meeting) })
    expect(field().value).toBe('Half a blo')
  })

  it('is given back what the room refuses', async () => {
    const { answer, meeting } = await write()
    answer.refusal = { code: 'too_many', say: 'Too many.' }
    await type('Half a blo')
    await fireEvent.submit(field())
    await vi.waitFor(() => expect(field().value).toBe('Half a blo'))
    expect(meeting.drafts.of('raise')).toEqual({ text: 'Half a blo' })
  })
})

describe('words in place of others', () => {
  const reword = (meeting: ReturnType<typeof tell>['meeting'], text: string) =>
    render(Reword, {
      props: { text, verb: 'reword', about: { blocker: 'b1' }, onclose: vi.fn() },
      context: context(meeting),
    })

  it('are there again after the field has gone, beside what somebody else has put there', async () => {
    const { meeting } = tell('standup/round')
    reword(meeting, 'The disk is full')
    await type('The disk of staging is full')
    document.body.replaceChildren()
    reword(meeting, 'Staging is full')
    expect(field().value).toBe('The disk of staging is full')
    expect(screen.getByText('Staging is full')).toBeTruthy()
  })

  it('are not sent while they are too long', async () => {
    const { meeting, done } = tell('standup/round')
    reword(meeting, 'The disk is full')
    await type(long)
    await fireEvent.submit(field())
    expect(done).toEqual([])
    expect(field().value).toBe(long)
  })
})
