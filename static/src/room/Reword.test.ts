import { fireEvent, render, screen } from '@testing-library/svelte'
import { tick } from 'svelte'
import { beforeAll, describe, expect, it } from 'vitest'
import { words } from '../lib/i18n/words.svelte'
import { tell } from '../lib/testing'
import { context, press } from '../lib/testing-dom'
import TaskItem from './TaskItem.svelte'

beforeAll(() => words.enterRoom('standup'))

const settled = () => new Promise((resolve) => setTimeout(resolve))
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
    await settled()
    expect(done).toMatchObject([{ do: 'retext', with: { task: 't4', text: 'Tidy the alarms' } }])
    expect(document.activeElement).toBe(opener())
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
    const { answer } = await show()
    answer.refusal = { code: 'too_large', say: 'Too long.', field: '/text' }
    await fireEvent.input(field(), { target: { value: 'Far too long' } })
    await fireEvent.submit(field())
    await settled()
    expect(field().value).toBe('Far too long')
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
    answer.refusal = { code: 'invalid', say: 'This is more than 2 years away.', field: '/due' }
    await fireEvent.change(day(), { target: { value: '2028-11-01' } })
    await settled()
    expect(day().getAttribute('aria-invalid')).toBe('true')
    expect(screen.getByRole('alert').textContent).toBe(words.room.tasks.dueFaults.far)
  })
})
