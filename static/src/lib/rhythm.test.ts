import { describe, expect, it } from 'vitest'
import { lastDay, today, workdays, workdaysLeft, workdaysSince } from './rhythm'

const at = (iso: string) => Date.parse(iso)

describe('a team’s days', () => {
  it('begin where the team is', () => {
    const late = at('2026-11-23T22:30Z')
    expect(today(late, { zone: 'Asia/Tokyo' })).toBe('2026-11-24')
    expect(today(late, { zone: 'America/New_York' })).toBe('2026-11-23')
    expect(today(late, { zone: 'Nowhere/At_All' })).toBe(today(late))
  })
  it('are Monday to Friday, or those that it works on', () => {
    expect(workdays('2026-11-20', '2026-11-24')).toEqual(['2026-11-20', '2026-11-23', '2026-11-24'])
    expect(workdays('2026-11-20', '2026-11-24', { days: [1, 6, 7] })).toEqual([
      '2026-11-21',
      '2026-11-22',
      '2026-11-23',
    ])
  })
  it.each([
    ['2026-11-23', 4],
    ['2026-11-26', 1],
    ['2026-11-27', 0],
    ['2026-11-28', 0], // a Saturday: nothing was worked since
    ['2026-12-01', -2],
  ])('on %s there are %i left until Friday', (day, want) =>
    expect(workdaysLeft('2026-11-27', at(`${day}T09:00Z`), { zone: 'UTC' }) + 0).toBe(want),
  )
  it.each([
    ['2026-11-27T08:00Z', 1],
    ['2026-11-30T08:00Z', 0],
    ['2026-11-20', 6],
    ['2026-12-02', 0],
  ])('make %s %i old on Monday', (since, want) =>
    expect(workdaysSince(since.includes('T') ? at(since) : since, at('2026-11-30T09:00Z'), { zone: 'UTC' })).toBe(want),
  )
  it('end a sprint', () => {
    expect(lastDay('2026-11-23', 2)).toBe('2026-12-04')
    expect(lastDay('2026-11-23', 1, { days: [1, 2, 3] })).toBe('2026-11-25')
  })
  it('hold over the change of summer time', () =>
    expect(workdays('2026-10-23', '2026-10-27', { zone: 'Europe/Berlin' })).toHaveLength(3))
})
