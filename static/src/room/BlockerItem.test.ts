import { render, screen } from '@testing-library/svelte'
import { beforeAll, describe, expect, it } from 'vitest'
import { words } from '../lib/i18n/words.svelte'
import { tell } from '../lib/testing'
import { context, press } from '../lib/testing-dom'
import BlockerItem from './BlockerItem.svelte'

beforeAll(() => words.enterRoom('standup'))

/** Of a blocker in the blockers' own phase. */
function show(owned: boolean) {
  const told = tell('standup/blockers', 'p1')
  const [id, blocker] =
    Object.entries(told.meeting.room.blockers).find(([, b]) => b.state === 'open' && !!b.owner === owned) ?? []
  if (!id || !blocker) throw new Error('no such blocker')
  render(BlockerItem, { props: { id, blocker, work: true }, context: context(told.meeting) })
  return {
    ...told,
    id,
    more: () => screen.getByRole('button', { name: words.room.blockers.more({ text: blocker.text }) }),
  }
}
const controls = () => [...document.querySelectorAll('button, select, input')].length

describe('a blocker', () => {
  it('that nobody owns asks for an owner, and for nothing else', () => {
    const { more } = show(false)
    expect(screen.getByRole('button', { name: words.room.blockers.take })).toBeTruthy()
    expect(screen.getByRole('combobox', { name: words.room.blockers.give })).toBeTruthy()
    expect(more().getAttribute('aria-expanded')).toBe('false')
    expect(controls()).toBe(3)
  })

  it('has all that can be done with it behind one button', async () => {
    const { more, done, id } = show(true)
    expect(controls()).toBe(1)
    await press(more())
    expect(screen.getByRole('combobox', { name: words.room.blockers.give })).toBeTruthy()
    await press(screen.getByRole('button', { name: words.room.blockers.solved }))
    expect(done).toMatchObject([{ do: 'solve', with: { blocker: id, on: true } }])
  })
})
