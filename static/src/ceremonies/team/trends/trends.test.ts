import { render, screen, within } from '@testing-library/svelte'
import { beforeAll, describe, expect, it } from 'vitest'
import { words } from '../../../lib/i18n/words.svelte'
import { tell } from '../../../lib/testing'
import { context } from '../../../lib/testing-dom'
import { followedOf, moodsOf, paceOf, streakOf, timeboxesOf, velocityOf } from './trends'
import Trends from './Trends.svelte'

beforeAll(() => words.enterRoom('team'))

const show = (story: string, change?: unknown) =>
  render(Trends, { context: context(tell<'team'>(story, undefined, change).meeting as never) })
/** What a table says, row by row. */
const said = (title: string) =>
  within(screen.getByRole('region', { name: title }))
    .getAllByRole('row')
    .map((row) => [...row.children].map((cell) => cell.textContent.trim()))

describe('over the sprints', () => {
  const { meeting } = tell<'team'>('team/trends')

  it('the pace is that of the newest three that are over', () => {
    expect(velocityOf(meeting).map(({ number }) => number)).toEqual([19, 20, 21, 22, 23])
    expect(paceOf([{ done: 12 }, { done: 16 }, { done: 17 }, { done: 18 }])).toBe(17)
    expect(paceOf([])).toBe(0)
  })

  it('actions are followed through, or not, and a row of all done is said', () => {
    const followed = followedOf(meeting)
    expect(followed.map(({ done, kept, dropped }) => [done, kept, dropped])).toEqual([
      [2, 1, 0],
      [1, 1, 1],
      [3, 0, 0],
    ])
    expect(streakOf(followed)).toBe(1)
    expect(streakOf([])).toBe(0)
  })

  it('meetings keep their time, give or take a minute', () => {
    const standups = timeboxesOf(meeting).find(({ kind }) => kind === 'standup')
    expect(standups).toMatchObject({ held: 10, within: 10, budget: 900_000 })
  })

  it('answers are of one question, oldest first', () => {
    expect(moodsOf(meeting, 'worth').map(([, { mean }]) => mean)).toEqual([3, 3.71, 4.14])
  })
})

describe('each picture has a table that says the same, and from how many answers', () => {
  it('of what was done', () => {
    show('team/trends')
    expect(said('Points done').slice(0, 3)).toEqual([
      ['Sprint', 'Points'],
      ['19', '12'],
      ['20', '16'],
    ])
  })

  it('of what was answered', () => {
    show('team/trends')
    const rows = said('How openly we can speak')
    expect(rows[0]).toEqual(['Held', '1', '2', '3', '4', '5', 'Answers'])
    expect(rows[1]?.slice(1)).toEqual(['0', '1', '2', '3', '1', '7'])
    // Of what the meeting itself did not show there is nothing here either.
    expect(rows[3]?.slice(1)).toEqual(['–', '–', '–', '–', '–', '7'])
    const pictures = within(screen.getByRole('region', { name: 'How openly we can speak' }))
    expect(pictures.getByText('7 answers · mean 3.6')).toBeTruthy()
    expect(pictures.getByText('7 answers · all are fine')).toBeTruthy()
  })

  it('and where one stands alone, why', () => {
    show('team/trends')
    const review = within(screen.getByRole('region', { name: 'Worth our time: reviews' }))
    expect(review.getByText(/^Earlier answers are not shown beside it/)).toBeTruthy()
  })
})

it('nothing is drawn of nothing', () => {
  const { container } = show('team/home')
  expect(container.textContent.trim()).toBe('')
})
