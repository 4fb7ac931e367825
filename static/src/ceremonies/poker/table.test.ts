import { render, screen } from '@testing-library/svelte'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { words } from '../../lib/i18n/words.svelte'
import { now } from '../../lib/now.svelte'
import { tell } from '../../lib/testing'
import { context } from '../../lib/testing-dom'
import { toasts } from '../../lib/toasts.svelte'
import { View } from '../../room/view.svelte'
import Poker from './Poker.svelte'
import { step } from './step'

beforeAll(() => words.enterRoom('poker'))
beforeEach(() => {
  toasts.list = []
})

function show(story: string, you?: string, change?: unknown) {
  const told = tell<'poker'>(`poker/${story}`, you, change)
  const { container } = render(Poker, { context: context(told.meeting as never) })
  const text = (selector: string) => container.querySelector(selector)?.textContent?.trim()
  return { ...told, who: () => text('.ring-who'), clock: () => text('.clock'), says: () => text('.ring-say') }
}

describe('the middle of the ring', () => {
  it('names what is sized: the question may be out of sight', () => {
    expect(show('vote').who()).toBe('Log in with a passkey')
  })

  it('waits for nobody who is gone', () => {
    expect(show('vote').says()).toBe('2 of 3 have voted')
    expect(show('vote', 'p1', { here: { p3: null } }).says()).toBe('2 of 2 have voted')
  })

  it('says how long sizing goes on beyond its time', () => {
    const { meeting, clock } = show('vote', 'p1', { doc: { room: { timers: { phase: null } } } })
    expect(clock()).toBeUndefined()
    const { since, phases } = meeting.room.agenda
    const late = since + (phases.size?.budget ?? 0) + 65_000
    const over = { doc: { room: { timers: { phase: null } } }, now: late }
    expect(show('vote', 'p1', over).clock()).toBe('+1:05')
    expect(now.exact()).toBeGreaterThanOrEqual(late)
    const paused = { doc: { room: { timers: { phase: null }, agenda: { paused: late - 60_000 } } }, now: late }
    expect(show('vote', 'p1', paused).clock()).toBe('+0:05')
  })
})

it('tells everybody which size was settled, when the next question is there already', async () => {
  const { meeting } = show('reveal', 'p2')
  expect(toasts.list).toEqual([])
  const at = Object.entries(meeting.room.items ?? {}).find(([, item]) => item.state === 'current')?.[0] ?? ''
  meeting.frame({ at: [1, 2], patch: { room: { items: { [at]: { state: 'done', result: '5' } } } } })
  await Promise.resolve()
  expect(toasts.list.map(({ text }) => text)).toEqual(['“Log in with a passkey” is 5'])
})

it('takes one size beside a question mark for no agreement', () => {
  const partly = { low: '2', high: '2', spread: 'partly', tally: { 2: 2, '?': 1 }, votes: { p3: { card: '?' } } }
  const { who, meeting } = show('agree', 'p1', { doc: { room: { ballots: { cards: { results: { 3: partly } } } } } })
  expect(who()).toBe('Not everybody chose a size')
  expect(screen.getAllByText('Not everybody chose a size')).toHaveLength(2) // beside the ring as well
  expect(screen.queryByText(/^Lowest/)).toBeNull()
  expect(step(meeting, new View())?.say).toBe('Another hidden round')
})
