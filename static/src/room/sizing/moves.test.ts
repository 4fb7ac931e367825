// @vitest-environment node
import { expect, it } from 'vitest'
import { movesOf } from './table'

it('says who moved from where to where, lowest first, and leaves out who chose no size', () => {
  const was = { voters: 4, votes: { a: { card: '3' }, b: { card: '3' }, c: { card: '13' }, d: { card: '?' } } }
  const is = {
    voters: 5,
    votes: { a: { card: '5' }, b: { card: '5' }, c: { card: '13' }, d: { card: '5' }, e: { card: '8' } },
  }
  expect(movesOf(['3', '5', '8', '13', '?'], was, is)).toEqual([
    { from: '3', to: '5', who: ['a', 'b'] },
    { from: '13', to: '13', who: ['c'] },
  ])
})
