// @vitest-environment node
import { describe, expect, it } from 'vitest'
import type { Ballot, Result } from '../lib/protocol.gen'
import { resultsOf, shownOf } from './ballot'

const result = (of: string, voters: number): Result => ({ of, voters })
const ballot = (change: Partial<Ballot>) =>
  ({
    state: 'closed',
    about: 'b',
    round: 11,
    results: { 2: result('a', 2), 9: result('b', 3), 10: result('a', 1), 11: result('b', 0) },
    ...change,
  }) as Ballot

describe('what came out of a ballot about several things', () => {
  it('is told for each by itself, oldest first', () => {
    expect(resultsOf(ballot({}), 'a').map((r) => r.voters)).toEqual([2, 1])
    expect(resultsOf(ballot({})).map((r) => r.voters)).toEqual([3, 0])
    expect(resultsOf(ballot({}), 'c')).toEqual([])
  })
  it('is not there while the round is open', () =>
    expect(resultsOf(ballot({ state: 'open' })).map((r) => r.voters)).toEqual([3]))
  it('shows no other thing’s result', () => {
    expect(shownOf(ballot({}))?.voters).toBe(3)
    expect(shownOf(ballot({ about: 'c', round: 12 }))).toBeUndefined()
  })
  it('knows the newest of a room that is older', () =>
    expect(resultsOf(ballot({ round: 1, results: { 1: { voters: 4 } } })).map((r) => r.voters)).toEqual([4]))
})
