import { fireEvent, render, screen } from '@testing-library/svelte'
import { tick } from 'svelte'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { words } from '../lib/i18n/words.svelte'
import { named } from '../lib/seen'
import { tell } from '../lib/testing'
import { context, press } from '../lib/testing-dom'
import TaskItem from './TaskItem.svelte'

beforeAll(() => words.enterRoom('standup'))

const field = () => screen.getByRole<HTMLInputElement>('textbox')
const opener = () => screen.getByRole('button', { name: words.room.blockers.reword })

async function show() {
  const told = tell<'retrospective'>('retrospective/decide')
  const task = told.meeting.room.actions.t4
  if (!task) throw new Error('no such action')
  render(TaskItem, { props: { id: 't4', task }, context: context(told.meeting as never) })
  await press(screen.getByRole('button', { name: words.room.tasks.more({ text: task.text }) }))
  await press(opener())
  return told
}

describe('the words of an action', () => {
  it('are changed in their place, and the focus goes back', async () => {
    const { done } = await show()
    expect(document.activeElement).toBe(field())
    await fireEvent.input(field(), { target: { value: ' Tidy the alarms ' } })
    await fireEvent.submit(field())
    await vi.waitFor(() => expect(document.activeElement).toBe(opener()))
    expect(done).toMatchObject([{ do: 'retext', with: { task: 't4', text: 'Tidy the alarms' } }])
  })

  it('stay as they are after Escape', async () => {
    const { done } = await show()
    await fireEvent.input(field(), { target: { value: 'Something else' } })
    await fireEvent.keyDown(field(), { key: 'Escape' })
    await tick()
    expect(done).toEqual([])
    expect(document.activeElement).toBe(opener())
  })

  it('stay typed when they are refused', async () => {
    const { meeting, answer } = await show()
    answer.refusal = { code: 'too_large', say: 'Too long.', field: '/text' }
    const told = vi.fn()
    meeting.onRefusal(told)
    await fireEvent.input(field(), { target: { value: 'Far too long' } })
    await fireEvent.submit(field())
    await vi.waitFor(() => expect(told).toHaveBeenCalled())
    expect(field().value).toBe('Far too long')
  })

  it('are shown beside what somebody else made of them meanwhile, and then replaced knowingly', async () => {
    const { meeting, done, answer } = await show()
    const began = meeting.room.actions.t4?.text
    meeting.frame({ at: [1, 2], patch: { room: { actions: { t4: { text: 'Theirs' } } } } })
    await fireEvent.input(field(), { target: { value: 'Mine' } })
    answer.refusal = { code: 'changed', say: '', field: '/room/actions/t4/text' }
    const told = vi.fn()
    meeting.onRefusal(told)
    await fireEvent.submit(field())
    const both = await screen.findByRole('alert')
    expect(both.textContent).toContain('Theirs')
    expect([field().value, told.mock.calls]).toEqual(['Mine', []])
    delete answer.refusal
    await press(screen.getByRole('button', { name: words.room.overtaken.keep }))
    await vi.waitFor(() => expect(document.activeElement).toBe(opener()))
    expect(done.map((act) => act.if)).toEqual([
      { '/room/actions/t4/text': named(began) },
      { '/room/actions/t4/text': 'Theirs' },
    ])
  })

  it('are left as somebody else has put them', async () => {
    const { meeting, done, answer } = await show()
    meeting.frame({ at: [1, 2], patch: { room: { actions: { t4: { text: 'Theirs' } } } } })
    await fireEvent.input(field(), { target: { value: 'Mine' } })
    answer.refusal = { code: 'changed', say: '' }
    await fireEvent.submit(field())
    await screen.findByRole('alert')
    await press(screen.getByRole('button', { name: words.room.overtaken.take }))
    expect([done.length, screen.queryByRole('textbox')]).toEqual([1, null])
  })
})

describe('the day by which it is done', () => {
  const day = () => document.querySelector<HTMLInputElement>('input[type=date]') as HTMLInputElement

  it('is not asked for where it cannot be, and that is said', async () => {
    const { done } = await show()
    await fireEvent.change(day(), { target: { value: '2020-01-01' } })
    expect(done).toEqual([])
    await fireEvent.blur(day())
    expect(screen.getByRole('alert').textContent).toBe(words.room.tasks.dueFaults.over)
    await fireEvent.change(day(), { target: { value: '2026-12-24' } })
    expect(done).toMatchObject([{ do: 'due', with: { task: 't4', date: '2026-12-24' } }])
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('is refused at the field, when the room counts days otherwise', async () => {
    const { answer } = await show()
    answer.refusal = { code: 'invalid', say: 'This is more than 2 years away.', field: '/date' }
    await fireEvent.change(day(), { target: { value: '2028-11-01' } })
    await vi.waitFor(() => expect(day().getAttribute('aria-invalid')).toBe('true'))
    expect(screen.getByRole('alert').textContent).toBe(words.room.tasks.dueFaults.far)
  })
})
