// @vitest-environment node
import { describe, expect, it } from 'vitest'
import type { Ballot, Person, Room } from '../lib/protocol.gen'
import { tell } from '../lib/testing'
import { countedIn } from './ballot'

const inPlan = (): Room => JSON.parse(JSON.stringify(tell('standup/plan', 'p4').meeting.room)) as Room
const edit = (room: Room, id: string, change: Partial<Person>) => {
  room.people[id] = { ...room.people[id], ...change } as Person
}

describe('whose answers a ballot waits for', () => {
  const counted = (change: Partial<Person>, done: Record<string, boolean> = {}) => {
    const room = inPlan()
    const ballot = { ...room.ballots.track, done } as Ballot
    edit(room, 'p4', change)
    return countedIn(room, ballot).includes('p4')
  }

  it('those who are asked', () => expect(counted({})).toBe(true))
  it('not of those who are of another role now', () => expect(counted({ roles: ['observer'] })).toBe(false))
  it('not of those who are away or gone', () => {
    expect(counted({ away: true })).toBe(false)
    expect(counted({ left: true })).toBe(false)
  })
  it('of those who answered before', () => expect(counted({ roles: ['observer'] }, { p4: true })).toBe(true))
})
