import { describe, expect, it } from 'vitest'
import { tell } from '../../lib/testing'
import { aroundMe, roundOf, waitingIn } from './passing'

const passing = (change: unknown = {}, you = 'p2') =>
  tell<'retrospective'>('retrospective/passing', you, change).meeting
const none = new Set<string>()

describe('the device that goes round', () => {
  it('goes to those around it, in the order in which they came', () => {
    expect(aroundMe(passing())).toEqual(['p5', 'p6'])
    expect(aroundMe(passing({}, 'p3'))).toEqual([])
  })

  it('waits until its owner has answered', () => {
    expect(roundOf(passing())).toMatchObject({ kind: 'vote', ballot: 'safety' })
    expect(roundOf(passing({ doc: { me: { held: { votes: null } } } }))).toBeUndefined()
  })

  it('goes to nobody twice, and only to those who are asked', () => {
    const m = passing()
    const round = roundOf(m)
    if (!round) throw new Error('nothing goes round')
    expect(waitingIn(m, round, none)).toEqual(['p5', 'p6'])
    expect(waitingIn(m, round, new Set(['p5']))).toEqual(['p6'])
    const late = passing({ doc: { room: { ballots: { safety: { who: { p5: null } } } } } })
    expect(waitingIn(late, round, none)).toEqual(['p6'])
  })

  it('stays where it is while the meeting is paused or over', () => {
    expect(roundOf(passing({ doc: { room: { agenda: { paused: 1 } } } }))).toBeUndefined()
    expect(roundOf(passing({ doc: { room: { ended: 1 } } }))).toBeUndefined()
  })
})
