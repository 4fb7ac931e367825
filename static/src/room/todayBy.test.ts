// @vitest-environment node
import { beforeAll, expect, it, vi } from 'vitest'
import { words } from '../lib/i18n/words.svelte'
import { todayBy } from './todayBy'

beforeAll(() => words.enterRoom('standup'))

const noon = Date.UTC(2026, 10, 24, 12)

// A time of day without a zone is another one elsewhere (DataTalksClub/course-management-platform#67).
it.each([
  ['Europe/Berlin', '14:00+01:00', 'today by 14:00'],
  ['America/New_York', '14:00+01:00', 'today by 14:00 (08:00 for you)'],
  ['Asia/Tokyo', '17:30-08:00', 'today by 17:30 (10:30 for you, the next day)'],
])('whoever reads in %s what is due by %s reads “%s”', (place, time, want) => {
  vi.stubEnv('TZ', place)
  expect(todayBy(time, noon)).toBe(want)
  vi.unstubAllEnvs()
})
