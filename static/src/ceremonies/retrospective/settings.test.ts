import { render, screen } from '@testing-library/svelte'
import { beforeAll, describe, expect, it } from 'vitest'
import { words } from '../../lib/i18n/words.svelte'
import { tell } from '../../lib/testing'
import { context } from '../../lib/testing-dom'
import Meanwhile from './Meanwhile.svelte'
import { openSettings } from './settings'

beforeAll(() => words.enterRoom('retrospective'))

const told = (story: string, you: string, change: unknown = {}) =>
  tell<'retrospective'>(`retrospective/${story}`, you, change).meeting
const open = (story: string, you = 'p1', change: unknown = {}) =>
  Object.entries(openSettings(told(story, you, change)))
    .filter(([, yes]) => yes)
    .map(([key]) => key)
    .join(' ')

describe('what can still be set', () => {
  it.each([
    ['lobby', 'board names weeks reading grouping dots least aside'],
    ['facts', 'board reading grouping dots aside'],
    ['write', 'reading grouping dots'],
    ['group', 'grouping dots'],
    ['vote', ''],
    ['discuss', ''],
  ])('in %s: %s', (story, want) => expect(open(story)).toBe(want))

  it('is the facilitator’s', () => expect(open('lobby', 'p4')).toBe(''))

  it('is not the board under notes that wait in the drawers', () => {
    expect(open('facts', 'p1', { doc: { shared: { writers: { p1: true } } } })).toBe('reading grouping dots')
  })
})

describe('the sheet of the room, while the meeting runs', () => {
  const w = () => words.of('retrospective')
  const show = (story: string, you: string) =>
    render(Meanwhile, { context: context(told(story, you) as never) }) && {
      door: screen.queryByLabelText(w().lobby.admit.observer ?? ''),
      around: screen.queryByRole('button', { name: w().device.add }),
      dots: screen.queryByText(w().lobby.dots),
    }

  it('has the door, the settings that are left, and who sits around', () => {
    const { door, around, dots } = show('facts', 'p1')
    expect([door, around, dots].every(Boolean)).toBe(true)
  })
  it('offers a member of the team only who sits around', () => {
    const { door, around, dots } = show('discuss', 'p4')
    expect([door, dots]).toEqual([null, null])
    expect(around).toBeTruthy()
  })
  it('offers those who listen nothing', () => {
    expect(Object.values(show('discuss', 'p9'))).toEqual([null, null, null])
  })
})
