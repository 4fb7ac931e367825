// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { dueDays, dueFault } from './due'

describe('the days on which an action can be due', () => {
  const days = dueDays(new Date(2026, 10, 9, 23, 59).getTime())

  it('begin today, where people are, and end in two years', () =>
    expect(days).toEqual({ min: '2026-11-09', max: '2028-11-09' }))
  it.each([
    ['2026-11-08', 'over'],
    ['0002-12-24', 'over'],
    ['2026-11-09', undefined],
    ['2028-11-09', undefined],
    ['2028-11-10', 'far'],
  ])('%s: %s', (date, fault) => expect(dueFault(date, days)).toBe(fault))
})
