// @vitest-environment node
import { afterEach, describe, expect, it, vi } from 'vitest'
import { countdown, countup, figure, initials, listOf, nextTime, unzoned, zone, zoned } from './format'

describe('figures', () => {
  it.each([
    [0, '0:00'],
    [59_000, '0:59'],
    [675_000, '11:15'],
    [3_723_000, '1:02:03'],
    [-5, '0:00'],
  ])('%i ms is %s', (ms, want) => expect(figure(ms)).toBe(want))

  it('counts down to zero and not before', () => {
    expect([1001, 1000, 1, 0, -400].map(countdown)).toEqual(['0:02', '0:01', '0:01', '0:00', '0:00'])
  })
  it('counts up by whole seconds that are over', () => {
    expect([0, 999, 1000, 24_900].map(countup)).toEqual(['0:00', '0:00', '0:01', '0:24'])
  })
})

// By what people take for a letter (facebook/astryx#4749).
describe('initials', () => {
  it.each([
    ['Noor', 'No'],
    ['ann lee', 'AL'],
    ['Anna Maria van Dyk', 'AD'],
    ['李小龍', '李小'],
    ['👩‍🚀 Io', '👩‍🚀I'],
    ['🇩🇪 Ann', '🇩🇪A'],
    ['👩‍💻', '👩‍💻'],
    ['ßeta', 'ße'],
    ['ﬁona', 'FI'],
    ['(Bob)', 'Bo'],
    ['Ann · 2', 'A2'],
    ['x', 'X'],
    ['', ''],
  ])('%s: %s', (name, want) => expect(initials(name)).toBe(want))
})

it('finds when the clock next shows a time: later today, or tomorrow', () => {
  const nine = new Date(2026, 10, 23, 9, 0, 30).getTime()
  expect(nextTime('09:15', nine)).toBe(new Date(2026, 10, 23, 9, 15).getTime())
  expect(nextTime('09:00', nine)).toBe(new Date(2026, 10, 24, 9, 0).getTime())
})

describe('a time of day with its zone', () => {
  const winter = Date.UTC(2026, 10, 24, 12)
  const summer = Date.UTC(2026, 6, 24, 12)
  const from = (place: string) => vi.stubEnv('TZ', place)
  afterEach(() => void vi.unstubAllEnvs())

  it.each([
    ['Europe/Berlin', '14:00+01:00'],
    ['America/New_York', '14:00-05:00'],
    ['Asia/Kathmandu', '14:00+05:45'],
  ])('said in %s it is %s', (place, want) => {
    from(place)
    expect(zoned('14:00', winter)).toBe(want)
  })

  it.each([
    ['America/New_York', '14:00+01:00', '08:00', 'same'],
    ['Europe/Berlin', '14:00+01:00', '14:00', 'same'],
    ['Europe/Berlin', '23:00-05:00', '05:00', 'after'],
    ['America/Los_Angeles', '08:00+09:00', '15:00', 'before'],
    ['Asia/Kathmandu', '14:00-03:30', '23:15', 'same'],
    ['Asia/Kathmandu', '14:00', '14:00', 'same'],
  ])('read in %s, %s is %s', (place, time, here, day) => {
    from(place)
    expect(unzoned(time, winter)).toEqual({ there: time.slice(0, 5), here, day })
  })

  it('follows the summer', () => {
    from('Europe/Berlin')
    expect(zoned('14:00', summer)).toBe('14:00+02:00')
    expect([winter, summer].map((at) => zone(at, 'de'))).toEqual(['MEZ', 'MESZ'])
  })
})

describe('a list', () => {
  it('reads as part of a sentence', () => {
    expect(listOf(['a day'], 'en-GB')).toBe('a day')
    expect(listOf(['an owner', 'a day', 'how'], 'en-GB')).toBe('an owner, a day and how')
    expect(listOf(['eine Person', 'ein Tag'], 'de')).toBe('eine Person und ein Tag')
  })
})
