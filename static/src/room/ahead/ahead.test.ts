import { describe, expect, it } from 'vitest'
import { localIn, momentIn, whenIn } from './ahead'

describe('a moment in a zone', () => {
  it.each([
    ['2026-12-02T09:00', 'Europe/Berlin', '2026-12-02T08:00:00Z'],
    ['2026-07-02T09:00', 'Europe/Berlin', '2026-07-02T07:00:00Z'],
    ['2026-12-02T09:00', 'America/Los_Angeles', '2026-12-02T17:00:00Z'],
    ['2026-12-02T09:00', 'Asia/Kathmandu', '2026-12-02T03:15:00Z'],
    ['2026-03-29T09:00', 'Europe/Berlin', '2026-03-29T07:00:00Z'],
    ['2026-10-25T01:30', 'Europe/Berlin', '2026-10-24T23:30:00Z'],
  ])('%s in %s is %s', (local, zone, utc) => {
    expect(whenIn(local, zone)).toBe(Date.parse(utc))
    expect(localIn(Date.parse(utc), zone)).toBe(local)
  })
  it('is said as it is there', () => {
    expect(momentIn(Date.parse('2026-12-02T08:00Z'), 'Europe/Berlin', 'en-GB')).toMatch(/Wed.*2 Dec.*09:00/)
    expect(momentIn(Date.parse('2026-12-02T08:00Z'), 'Mars/Olympus', 'en-GB')).toMatch(/2 Dec/)
  })
})
