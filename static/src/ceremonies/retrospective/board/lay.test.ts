// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { lanesOf, layOf, linesOf, movedNotes } from './lay'

const board = () => ({
  columns: { ideas: { title: 'Ideas', rank: 2 }, well: { title: 'Well', rank: 1 } },
  notes: {
    a: { text: 'a', column: 'well', rank: 3 },
    b: { text: 'b', column: 'well', group: 'g', rank: 1 },
    c: { text: 'c', column: 'well', group: 'g', rank: 4 },
    d: { text: 'd', column: 'ideas', rank: 2 },
  } as Record<string, { text: string; column: string; group?: string; rank: number }>,
  groups: { g: { title: 'G', column: 'well', rank: 4 } },
})

describe('what lies where', () => {
  it('puts groups where their first note stands, and counts notes', () => {
    const lay = layOf(board())
    expect(lay.columns).toEqual(['well', 'ideas'])
    expect(lay.things.get('well')).toEqual(['g', 'a'])
    expect(lay.things.get('ideas')).toEqual(['d'])
    expect(lay.members.get('g')).toEqual(['b', 'c'])
    expect([...lay.counts.values()]).toEqual([3, 1])
  })

  it('leaves an empty board empty, and does not fall over a column that is gone', () => {
    expect(layOf({ columns: {} }).columns).toEqual([])
    const { columns } = board()
    const lay = layOf({ columns, notes: { x: { text: 'x', column: 'gone', rank: 1 } } })
    expect([...lay.things.values()]).toEqual([[], []])
  })

  it('knows who moved', () => {
    const before = layOf(board())
    const after = board()
    if (after.notes.a) after.notes.a.group = 'g'
    if (after.notes.d) after.notes.d.rank = 9
    expect(movedNotes(before, layOf(after))).toEqual(['a'])
    expect(movedNotes(undefined, before)).toEqual([])
  })
})

describe('lanes', () => {
  it('are about as high, and keep the order', () => {
    const heights: Record<string, number> = { a: 6, b: 2, c: 2, d: 2 }
    expect(lanesOf(['a', 'b', 'c', 'd'], (id) => heights[id] ?? 0, 2)).toEqual([['a'], ['b', 'c', 'd']])
    expect(lanesOf(['a', 'b'], () => 1, 1)).toEqual([['a', 'b']])
    expect(lanesOf([], () => 1, 2)).toEqual([[], []])
    expect(linesOf('one\n' + 'x'.repeat(30))).toBe(3)
    expect(linesOf(undefined)).toBe(1)
  })
})
