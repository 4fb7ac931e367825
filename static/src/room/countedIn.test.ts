// @vitest-environment node
import { describe, expect, it } from 'vitest'
import type { Ballot, Person } from '../lib/protocol.gen'
import { tell } from '../lib/testing'
import { countedIn } from './ballot'

/** Tomek's answer to the standup's last question, once something has changed. */
const counted = (change: Partial<Person>, done: Record<string, boolean> = {}, here?: { p4: number | null }) => {
  const { meeting } = tell('standup/plan', 'p1', { doc: { room: { people: { p4: change } } }, ...(here && { here }) })
  return countedIn(meeting, { ...meeting.room.ballots.track, done } as Ballot).includes('p4')
}

describe('whose answers a ballot waits for', () => {
  it('those who are asked', () => expect(counted({})).toBe(true))
  it('not of those who are of another role now', () => expect(counted({ roles: ['observer'] })).toBe(false))
  it('not of those who are away or gone', () => {
    expect(counted({ away: true })).toBe(false)
    expect(counted({ left: true })).toBe(false)
    expect(counted({}, {}, { p4: null })).toBe(false)
  })
  it('of those who lost the line a moment ago', () => expect(counted({}, {}, { p4: 0 })).toBe(true))
  it('of those who answered before', () => {
    expect(counted({ roles: ['observer'] }, { p4: true })).toBe(true)
    expect(counted({}, { p4: true }, { p4: null })).toBe(true)
  })
})
