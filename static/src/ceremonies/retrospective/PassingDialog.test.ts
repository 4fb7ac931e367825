import { fireEvent, render, screen, within } from '@testing-library/svelte'
import { tick } from 'svelte'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Meeting } from '../../lib/room.svelte'
import { words } from '../../lib/i18n/words.svelte'
import { tell } from '../../lib/testing'
import { context, press } from '../../lib/testing-dom'
import Passing from './Passing.svelte'

beforeAll(() => words.enterRoom('retrospective'))

const around = { doc: { room: { people: { p5: { via: 'p2' }, p6: { via: 'p2' } } } } }

function show(story: string) {
  const told = tell<'retrospective'>(`retrospective/${story}`, 'p2', around)
  const { unmount } = render(Passing, { context: context(told.meeting as never) })
  return { ...told, unmount }
}
const button = (name: RegExp | string) => screen.getByRole('button', { name })
const dialog = () => document.querySelector('dialog')
const second = () => within(screen.getByRole('group')).getAllByRole('button')[1] as HTMLElement
const area = () => screen.getByRole<HTMLTextAreaElement>('textbox', { hidden: true })
async function patch(m: Meeting<'retrospective'>, room: unknown) {
  m.frame({ patch: { room }, at: [1, 2] })
  await tick()
}

describe('the device that goes round', () => {
  it('keeps what is being typed, and by whom, over a pause', async () => {
    const { meeting, done } = show('write')
    await press(button(/^Pass the device round/))
    await press(button(/^I am Lene/))
    expect(document.activeElement).toBe(area())
    await fireEvent.input(area(), { target: { value: 'Half a thou' } })
    await patch(meeting, { agenda: { paused: 1795511079000 } })
    expect(dialog()?.open).toBe(false)
    await patch(meeting, { agenda: { paused: null, since: 1795510999000 } })
    expect(dialog()?.open).toBe(true)
    expect(area().value).toBe('Half a thou')
    await press(button(words.of('retrospective').device.done))
    expect(done).toMatchObject([{ do: 'write', with: { text: 'Half a thou', column: 'c1', for: 'p5' } }])
    expect(screen.getByRole('heading').textContent).toContain('Tomek')
  })

  it('can be opened again after a second Escape, with what was typed', async () => {
    show('write')
    await press(button(/^Pass the device round/))
    await press(button(/^I am Lene/))
    await press(second())
    await fireEvent.input(area(), { target: { value: 'Not yet said' } })
    dialog()?.close()
    await tick()
    expect(dialog()).toBeNull()
    expect(document.activeElement).toBe(button(/^Pass the device round/))
    await press(button(/^Pass the device round/))
    expect(document.body.textContent).not.toContain('Not yet said')
    await press(button(/^I am Lene/))
    expect(area().value).toBe('Not yet said')
    expect(second().getAttribute('aria-pressed')).toBe('true')
  })

  it('asks again whose answer was refused', async () => {
    const { answer } = show('passing')
    await press(button(/^I am Lene/))
    expect(document.activeElement).toBe(button(/^1/))
    await press(button(/^4/))
    answer.refusal = { code: 'too_fast', say: 'Too fast.' }
    await press(button(words.of('retrospective').device.done))
    await vi.waitFor(() => button(/^I am Lene/))
  })

  it('gives back what was refused, to whoever wrote it', async () => {
    const { answer } = show('write')
    await press(button(/^Pass the device round/))
    await press(button(/^I am Lene/))
    await fireEvent.input(area(), { target: { value: 'Refused' } })
    answer.refusal = { code: 'too_many', say: 'Too many.' }
    await press(button(words.of('retrospective').device.done))
    await press(await vi.waitFor(() => button(/^I am Lene/)))
    expect(area().value).toBe('Refused')
  })
})
