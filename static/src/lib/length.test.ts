// @vitest-environment node
import { expect, it } from 'vitest'
import { fits, lengthOf } from './length'

// What comes along with a paste is dropped by the room, so the page must not count it (lichess-org/lila#11973).
it.each([
  ['a\0b', 2],
  ['copied from\u200b Slack', 17],
  ['Zu\u00adsam\u2060men\ufeff', 8],
  ['one\vtwo', 7],
  ['one\r\ntwo', 7],
  ['שלום\u200e', 5],
  ['🏴󠁧󠁢󠁳󠁣󠁴󠁿', 7],
  ['  e\u0301  ', 1],
])('counts %j as the room does: %i', (text, want) => expect(lengthOf(text)).toBe(want))

it('lets through what fits once it is cleaned', () => {
  expect(fits('x'.repeat(1000) + '\u200b')).toBe(true)
  expect(fits('x'.repeat(1001))).toBe(false)
})
