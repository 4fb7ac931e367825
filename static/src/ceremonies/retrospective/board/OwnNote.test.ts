import { fireEvent, render, screen } from '@testing-library/svelte'
import { tick } from 'svelte'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { words } from '../../../lib/i18n/words.svelte'
import { tell } from '../../../lib/testing'
import { context, press } from '../../../lib/testing-dom'
import { View } from '../../../room/view.svelte'
import WritePhase from './WritePhase.svelte'

beforeAll(() => words.enterRoom('retrospective'))

const [was, will] = ['Nobody worked past six this sprint', 'Nobody worked past five']

function show() {
  const told = tell<'retrospective'>('retrospective/write', 'p1')
  const view = new View()
  return { ...told, view, ...render(WritePhase, { context: context(told.meeting as never, view) }) }
}
const change = () =>
  press(screen.getByRole('button', { name: words.of('retrospective').board.write.edit({ text: was }) }))
const box = () =>
  screen.getByRole<HTMLTextAreaElement>('textbox', { name: words.of('retrospective').board.write.editing })

describe('a note of mine that I change', () => {
  it('is not saved before I say so, and the bar knows of it when time is up', async () => {
    const { meeting, view, done } = show()
    await change()
    expect(document.activeElement).toBe(box())
    expect(view.unsaved).toBe(false)
    await fireEvent.input(box(), { target: { value: will } })
    expect(view.unsaved).toBe(true)
    meeting.frame({ patch: { shared: { writing: 'frozen' } }, at: [1, 2] })
    await tick()
    expect(screen.getByText(words.of('retrospective').board.write.frozenMine)).toBeTruthy()
    view.reach('save note')
    await tick()
    expect(done).toMatchObject([{ do: 'rewrite', with: { note: 'w2', text: will } }])
    await vi.waitFor(() => expect(view.unsaved).toBe(false))
  })

  it('reads as I left it when I come back to it', async () => {
    const { unmount } = show()
    await change()
    await fireEvent.input(box(), { target: { value: will } })
    unmount()
    show()
    expect(box().value).toBe(will)
    await fireEvent.keyDown(box(), { key: 'Escape' })
    expect(screen.getByText(was)).toBeTruthy()
  })
})
