import { fireEvent, render, screen } from '@testing-library/svelte'
import { tick } from 'svelte'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { words } from '../../../lib/i18n/words.svelte'
import { tell } from '../../../lib/testing'
import { context, press } from '../../../lib/testing-dom'
import { View } from '../../../room/view.svelte'
import { draftOf, keepDraft } from './drafts.svelte'
import { fewLeft } from './own'
import ReadPhase from './ReadPhase.svelte'
import WritePhase from './WritePhase.svelte'

beforeAll(() => words.enterRoom('retrospective'))
afterEach(() => ['c1', 'c2', 'c3'].forEach((column) => keepDraft('story', column, '')))

function show(change: unknown = {}, you = 'p1') {
  const told = tell<'retrospective'>('retrospective/write', you, change)
  const view = new View()
  render(WritePhase, { context: context(told.meeting as never, view) })
  return { ...told, view }
}
const [first, second] = ['c1', 'c2']
const type = (column: string, text: string) => keepDraft('story', column, text)
const writing = (writing: string) => ({ patch: { shared: { writing } }, at: [1, 2] as [number, number] })

describe('what is typed and not saved', () => {
  it('goes out by itself when time is up, one note for each column, once', async () => {
    const { meeting, done } = show()
    type(first, 'A thought ')
    type(second, 'Another one')
    meeting.frame(writing('frozen'))
    await tick()
    expect(done).toMatchObject([
      { do: 'write', with: { text: 'A thought', column: first } },
      { do: 'write', with: { text: 'Another one', column: second } },
    ])
    type(first, 'Too late')
    await tick()
    expect(done).toHaveLength(2)
    expect(screen.getByText(words.of('retrospective').board.write.frozenMine)).toBeTruthy()
  })

  it('comes back when it is refused', async () => {
    const { meeting, answer } = show()
    answer.refusal = { code: 'too_many', say: 'Too many.' }
    type(first, 'A thought')
    meeting.frame(writing('frozen'))
    await vi.waitFor(() => expect(draftOf('story', first)).toBe('A thought'))
  })

  it('stays where no more notes fit, or nothing may be written', async () => {
    const full = show({ doc: { shared: { most: 5 } } })
    type(first, 'A thought')
    expect(fewLeft(full.meeting)).toBe(0)
    full.meeting.frame(writing('frozen'))
    await tick()
    expect(full.done).toEqual([])
    expect(draftOf('story', first)).toBe('A thought')
  })

  it('is there again after the writing had to wait for people', async () => {
    const { meeting, done, view } = show()
    const box = () =>
      screen.queryByRole<HTMLTextAreaElement>('textbox', {
        name: words.of('retrospective').board.write.box({ column: 'Went well' }),
      })
    const before = box()
    if (before) await fireEvent.input(before, { target: { value: 'A thought' } })
    meeting.frame(writing('few'))
    await tick()
    expect(box()).toBeNull()
    expect(screen.getByText(words.of('retrospective').board.few.begun)).toBeTruthy()
    meeting.frame(writing('open'))
    await tick()
    expect(box()?.value).toBe('A thought')
    expect(view.unsaved).toBe(true)
    expect(done).toEqual([])
  })

  it('is shown to me alone when the meeting went on before', async () => {
    type(second, 'A thought')
    const { meeting } = tell<'retrospective'>('retrospective/read', 'p2')
    render(ReadPhase, { context: context(meeting as never) })
    expect(screen.getByText(words.of('retrospective').board.unsaved.title({ n: 1 }))).toBeTruthy()
    await press(screen.getByText(words.of('retrospective').board.unsaved.drop))
    await tick()
    expect(screen.queryByText(words.of('retrospective').board.unsaved.title({ n: 1 }))).toBeNull()
  })
})
