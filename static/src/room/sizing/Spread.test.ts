import { render } from '@testing-library/svelte'
import { beforeAll, expect, it } from 'vitest'
import { words } from '../../lib/i18n/words.svelte'
import type { Ballot, Result } from '../../lib/protocol.gen'
import Spread from './Spread.svelte'

beforeAll(() => words.enterRoom('poker'))

const deck: Partial<Ballot> = { options: ['1', '2', '3', '5', '8', '13', '?', 'coffee'] }

/** What stands in each column: its dots, what is written in it, the card below. */
const columns = (result: Partial<Result>) => {
  const { container } = render(Spread, { ballot: deck as Ballot, result: result as Result })
  return [...container.querySelectorAll('g')].map((column) => {
    const written = [...column.querySelectorAll('text')].map((text) => text.textContent)
    return [column.querySelectorAll('circle').length, ...written]
  })
}

it('has a dot for each card, and a figure where more are equal than fit above each other', () => {
  expect(columns({ low: '3', high: '8', tally: { 3: 1, 5: 7, 8: 5 } })).toEqual([
    [0, '2'],
    [1, '3'],
    [4, '7×', '5'],
    [5, '8'],
    [0, '13'],
  ])
})
