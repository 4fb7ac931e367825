import { render, screen } from '@testing-library/svelte'
import { tick } from 'svelte'
import { beforeAll, describe, expect, it } from 'vitest'
import { words } from '../../lib/i18n/words.svelte'
import { tell } from '../../lib/testing'
import { context, press } from '../../lib/testing-dom'
import Discuss from './Discuss.svelte'
import { goOnCame } from './goOn'

beforeAll(() => words.enterRoom('retrospective'))

const told = (story: string, change: unknown = {}, you?: string) =>
  tell<'retrospective'>(`retrospective/${story}`, you, change)
const after = (result: unknown, state = 'now') => ({
  doc: {
    room: {
      ballots: { go_on: { state: 'closed', results: { 1: result } } },
      timers: { topic: { of: 120_000, due: 1 } },
    },
    shared: { topics: { g2: { state } } },
  },
})

describe('whether to go on with a topic', () => {
  it.each([
    ['now', { continue: 3, park: 1, decide: 2 }, '3 for going on, 1 for parking, 2 for deciding: two more minutes.'],
    ['parked', { continue: 1, park: 4 }, '1 for going on, 4 for parking: parked.'],
    ['waits', { continue: 3 }, '3 for going on.'],
  ])('says what came out: %s', (state, tally, want) => {
    expect(goOnCame(told('discuss-vote', after({ voters: 6, tally }, state)).meeting, 'g2')).toBe(want)
  })

  it('says that too few answered, and nothing of another topic or of an open vote', () => {
    const small = told('discuss-vote', after({ voters: 2, small: true })).meeting
    expect(goOnCame(small, 'g2')).toBe('Too few answered: two more minutes.')
    expect(goOnCame(small, 'g1')).toBe('')
    expect(goOnCame(told('discuss-vote').meeting, 'g2')).toBe('')
  })
})

describe('a topic from the table', () => {
  const empty = { doc: { shared: { topics: null, topic: null }, room: { timers: { topic: null } } } }

  it('is brought up where nothing is on the board', async () => {
    const { meeting, done } = told('discuss', empty, 'p4')
    render(Discuss, { context: context(meeting as never) })
    await press(screen.getByRole('button', { name: words.of('retrospective').discuss.bringUp }))
    await tick()
    const box = document.activeElement as HTMLInputElement
    expect(box.getAttribute('aria-label')).toBe(words.of('retrospective').discuss.anotherWhat)
    box.value = 'Holidays'
    box.dispatchEvent(new Event('input', { bubbles: true }))
    box.form?.requestSubmit()
    expect(done).toMatchObject([{ do: 'topic', with: { title: 'Holidays' } }])
  })

  it('is not offered to those who listen', () => {
    render(Discuss, { context: context(told('discuss', {}, 'p9').meeting as never) })
    expect(screen.queryByRole('button', { name: words.of('retrospective').discuss.another })).toBeNull()
  })
})
