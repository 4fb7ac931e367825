import { render, screen } from '@testing-library/svelte'
import { tick } from 'svelte'
import { beforeAll, describe, expect, it } from 'vitest'
import { words } from '../../lib/i18n/words.svelte'
import { tell } from '../../lib/testing'
import { context } from '../../lib/testing-dom'
import Standup from './Standup.svelte'

beforeAll(() => words.enterRoom('standup'))

// A step back by mistake costs no vote (ParabolInc/parabol#4881): the room keeps it, and so does the page.
describe('a vote that the meeting has gone back from', () => {
  const held = { doc: { me: { held: { votes: { track: { card: 'side' } } } } } }
  const pressed = () => screen.queryAllByRole('button', { pressed: true }).map((b) => b.textContent?.trim())

  it('is there again, with what I chose and how many have answered', async () => {
    const { meeting, done } = tell('standup/plan', 'p4', held)
    render(Standup, { context: context(meeting as never) })
    expect(pressed()).toEqual(['Not sure'])
    meeting.frame({ patch: { room: { agenda: { now: 'blockers' } } }, at: [1, 2] })
    await tick()
    expect(screen.queryByRole('button', { name: 'Not sure' })).toBeNull()
    meeting.frame({ patch: { room: { agenda: { now: 'plan' } } }, at: [1, 3] })
    await tick()
    expect(pressed()).toEqual(['Not sure'])
    expect(screen.getAllByText('4 of 6 have voted').length).toBeGreaterThan(0)
    expect(done).toEqual([])
  })
})
