// @vitest-environment node
import { expect, it } from 'vitest'
import { crowdOf } from './crowd'
import { tell } from './testing'

const bots = (...ids: string[]) => ({
  doc: { room: { people: Object.fromEntries(ids.map((id) => [id, { bot: true }])) } },
})
const gone = (...ids: string[]) => ({
  doc: { room: { people: Object.fromEntries(ids.map((id) => [id, { left: true }])) } },
})
const crowd = (change: object, ...people: string[]) =>
  crowdOf(tell('retrospective/write', 'p1', change).meeting.room, people)

it('counts people, and bots only for somebody who tries a room alone', () => {
  expect(crowd({}, 'p1', 'p2', 'p3')).toBe(3)
  expect(crowd(bots('p3'), 'p1', 'p2', 'p3')).toBe(2)
  expect(crowd(bots('p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'p9'), 'p1', 'p2', 'p3')).toBe(3)
})

it('takes people who left for company: they have left votes and notes behind', () => {
  const { meeting } = tell('retrospective/write', 'p1', bots('p2', 'p3', 'p5', 'p6', 'p7', 'p9'))
  meeting.frame({ patch: gone('p4').doc, at: [1, 2] })
  expect(crowdOf(meeting.room, ['p1', 'p2', 'p3'])).toBe(1)
})
