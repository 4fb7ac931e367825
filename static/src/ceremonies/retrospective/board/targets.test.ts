// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { dropOf, groupsBut, targetsOf } from './targets'

const board = {
  columns: { well: { title: 'Well', rank: 1 }, ideas: { title: 'Ideas', rank: 2 } },
  notes: {
    a: { text: 'Reviews wait', column: 'well', rank: 1 },
    b: { text: 'Reviews are slow', column: 'well', group: 'g', rank: 2 },
    c: { text: 'Big changes', column: 'well', group: 'g', rank: 3 },
    d: { text: 'A review hour', column: 'ideas', rank: 4 },
  },
  groups: { g: { title: 'Waiting', column: 'well', rank: 2 }, h: { title: 'Staging', column: 'ideas', rank: 5 } },
}

describe('a note that is let go', () => {
  it('makes a group with a note, joins the group of a note, joins a group', () => {
    expect(dropOf(board, 'a', { note: 'd' })).toEqual({ do: 'group', note: 'a', onto: 'd' })
    expect(dropOf(board, 'a', { note: 'c' })).toEqual({ do: 'group', note: 'a', onto: 'g' })
    expect(dropOf(board, 'b', { group: 'h' })).toEqual({ do: 'group', note: 'b', onto: 'h' })
  })

  it('goes out of its group on the ground, and into another column', () => {
    expect(dropOf(board, 'b', { column: 'well' })).toEqual({ do: 'move', note: 'b' })
    expect(dropOf(board, 'b', { column: 'ideas' })).toEqual({ do: 'move', note: 'b', column: 'ideas' })
    expect(dropOf(board, 'a', { column: 'ideas' })).toEqual({ do: 'move', note: 'a', column: 'ideas' })
  })

  it('asks for nothing where nothing would change', () => {
    expect(dropOf(board, 'a', { column: 'well' })).toBeUndefined()
    expect(dropOf(board, 'a', { note: 'a' })).toBeUndefined()
    expect(dropOf(board, 'b', { note: 'c' })).toBeUndefined()
    expect(dropOf(board, 'b', { note: 'b' })).toBeUndefined()
    expect(dropOf(board, 'b', { group: 'g' })).toBeUndefined()
    expect(dropOf(board, 'a', undefined)).toBeUndefined()
    expect(dropOf(board, 'gone', { note: 'a' })).toBeUndefined()
  })
})

describe('where a note could go', () => {
  it('lists all but what it is already', () => {
    expect(targetsOf(board, 'a')).toEqual({ out: false, groups: ['g', 'h'], notes: ['d'], columns: ['ideas'] })
    expect(targetsOf(board, 'b')).toEqual({ out: true, groups: ['h'], notes: ['a', 'd'], columns: ['ideas'] })
  })

  it('finds by what a note, a group or one of its notes says', () => {
    expect(targetsOf(board, 'c', 'review')).toEqual({ out: false, groups: [], notes: ['a', 'd'], columns: [] })
    expect(targetsOf(board, 'd', ' BIG ').groups).toEqual(['g'])
    expect(groupsBut(board, 'g')).toEqual(['h'])
  })
})
