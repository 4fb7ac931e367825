// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { moment, nextOf } from './schedule'

const berlin = 'Europe/Berlin'
const iso = (at?: number) => (at === undefined ? undefined : new Date(at).toISOString().slice(0, 16))

describe('a time on the wall', () => {
  it.each([
    ['2026-03-28', '09:30', berlin, '2026-03-28T08:30'],
    ['2026-03-29', '09:30', berlin, '2026-03-29T07:30'], // clocks went forward in the night
    ['2026-03-29', '02:30', berlin, '2026-03-29T01:30'], // they never show this
    ['2026-10-25', '02:30', berlin, '2026-10-25T00:30'], // they show this twice
    ['2026-10-25', '09:30', berlin, '2026-10-25T08:30'],
    ['2026-07-01', '00:15', 'Asia/Kathmandu', '2026-06-30T18:30'],
    ['2026-07-01', '23:00', 'America/Los_Angeles', '2026-07-02T06:00'],
  ])('%s %s in %s is %s', (date, time, zone, want) => expect(iso(moment(date, time, zone))).toBe(want))
})

describe('the next meeting', () => {
  const every = { days: [1, 4], at: '09:30', minutes: 15, every: 1, from: '2026-11-26', set: 0 }
  const next = (now: string, change = {}, zone = berlin) =>
    iso(nextOf({ ...every, ...change }, zone, Date.parse(`${now}Z`)))

  it('is not before the first day', () => expect(next('2026-11-01T00:00')).toBe('2026-11-26T08:30'))
  it('is the one that goes on now', () => {
    expect(next('2026-11-26T08:44')).toBe('2026-11-26T08:30')
    expect(next('2026-11-26T08:45')).toBe('2026-11-30T08:30')
  })
  it('is in the week after the next, where it is every two weeks', () => {
    expect(next('2026-11-26T12:00', { every: 2 })).toBe('2026-12-07T08:30')
    expect(next('2026-12-07T12:00', { every: 2 })).toBe('2026-12-10T08:30')
    expect(next('2026-12-10T12:00', { every: 8 })).toBe('2027-01-18T08:30')
  })
  it('is reckoned by the day of the team, not of the reader', () => {
    expect(next('2026-11-30T23:00', { days: [2], from: '2026-12-01', at: '08:00' }, 'Pacific/Auckland')).toBe(
      '2026-12-07T19:00',
    )
  })
  it('goes on over midnight', () => {
    expect(next('2026-11-26T23:30', { at: '23:45', minutes: 60 })).toBe('2026-11-26T22:45')
  })
})
