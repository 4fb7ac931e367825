// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { columns, promiseTable, withNames } from './promise'

const cell = (names: boolean, row: string, column: (typeof columns)[number]) =>
  promiseTable(names).find((line) => line.row === row)?.cells[columns.indexOf(column)]

describe('the promise', () => {
  it('hides who wrote a note from everybody and for ever, whoever facilitates included', () => {
    for (const column of ['others', 'lead', 'minutes', 'database'] as const)
      expect(cell(false, 'author', column), column).toBe('no')
  })

  it('shows nobody a note before the reveal, under any promise', () => {
    for (const names of [true, false])
      for (const column of ['others', 'lead', 'minutes'] as const) expect(cell(names, 'before', column)).toBe('no')
  })

  it('keeps safety and the last question to sums under any promise', () => {
    for (const names of [true, false])
      for (const row of ['safety', 'roti'])
        for (const column of columns.slice(1)) expect(cell(names, row, column)).toBe('spread')
  })

  it('differs between the promises in names and dots alone', () => {
    const differs = promiseTable(true).filter(({ cells }, i) => cells.join() !== promiseTable(false)[i]?.cells.join())
    expect(differs.map(({ row }) => row)).toEqual(['author', 'dots'])
  })

  it('is no looser in any cell when it is stricter', () => {
    const open = ['yes', 'shown', 'closed', 'end', 'spread', 'count', 'three']
    for (const [i, { cells }] of promiseTable(false).entries())
      for (const [j, c] of cells.entries())
        if (j > 0 && open.includes(c)) expect(open).toContain(promiseTable(true)[i]?.cells[j])
  })

  it('is what was made, and before that what will be', () => {
    expect(withNames({}, { named: true })).toBe(true)
    expect(withNames({ promise: 'anonymous' }, { named: true })).toBe(false)
    expect(withNames({ promise: 'named' }, {})).toBe(true)
  })
})
