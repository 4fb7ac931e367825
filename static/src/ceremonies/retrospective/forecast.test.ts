// @vitest-environment node
import { describe, expect, it } from 'vitest'
import type { RetrospectiveTopic } from '../../lib/protocol.gen'
import { listed } from './forecast'

const minute = 60_000
const topic = (rank: number, dots: number, more: Partial<RetrospectiveTopic> = {}): RetrospectiveTopic => ({
  title: `Topic ${rank}`,
  dots,
  place: rank,
  rank,
  budget: 4 * minute,
  state: 'waits',
  ...more,
})
const late = (list: ReturnType<typeof listed>) => list.filter((t) => t.late).map((t) => t.id)

describe('the forecast of the topics', () => {
  const four = { a: topic(1, 9, { state: 'now' }), b: topic(2, 7), c: topic(3, 5), d: topic(4, 2) }

  it('lets fall off what would lie beyond the end of the phase', () => {
    expect(late(listed(four, 13 * minute, 4 * minute))).toEqual(['d'])
    expect(late(listed(four, 17 * minute, 4 * minute))).toEqual([])
    expect(late(listed(four, 3 * minute, 3 * minute))).toEqual(['b', 'c', 'd'])
  })

  it('counts half a topic as one that fits', () => {
    expect(late(listed(four, 10 * minute, 4 * minute))).toEqual(['d'])
    expect(late(listed(four, 9.9 * minute, 4 * minute))).toEqual(['c', 'd'])
  })

  it('never takes up a later topic before one that fell off', () => {
    const list = { ...four, d: topic(4, 2, { spent: 3 * minute }) }
    expect(late(listed(list, 9 * minute, 4 * minute))).toEqual(['c', 'd'])
  })

  it('leaves what was discussed alone, and does not expect what got no dot', () => {
    const list = { a: topic(1, 9, { state: 'done' }), b: topic(2, 7), c: topic(3, 0) }
    expect(late(listed(list, 60 * minute, 0))).toEqual(['c'])
  })

  it('expects what came from the table, though it has no dots', () => {
    const list = { ...four, d: topic(4, 0), e: topic(5, 0, { added: true }) }
    expect(late(listed(list, 60 * minute, 4 * minute))).toEqual(['d'])
  })

  it('takes all in turn when there was no vote to go by', () => {
    const list = { a: topic(1, 0), b: topic(1, 0, { rank: 2 }) }
    expect(late(listed(list, 60 * minute, 0))).toEqual([])
    expect(listed(list, 60 * minute, 0).some((t) => t.shares)).toBe(false)
  })

  it('shows ties as ties', () => {
    const list = { a: topic(1, 9), b: topic(2, 5), c: topic(2, 5, { rank: 3 }), d: topic(4, 1) }
    expect(listed(list, 0, 0).map((t) => t.shares)).toEqual([false, true, true, false])
  })
})
