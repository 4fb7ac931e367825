// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { tell } from '../../lib/testing'
import { aroundMe, roundOf, turnOf, waitingIn } from './passing'

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
    expect(waitingIn(m, round, new Set([turnOf(round, 'p5')]))).toEqual(['p6'])
    const late = passing({ doc: { room: { ballots: { safety: { who: { p5: null } } } } } })
    expect(waitingIn(late, round, none)).toEqual(['p6'])
  })

  it('rests while the meeting is paused or the answers are counted, and goes on in the same round', () => {
    const { key, rests } = roundOf(passing()) ?? {}
    expect(rests).toBe(false)
    const paused = { doc: { room: { agenda: { paused: 1 } } } }
    const counting = { doc: { room: { ballots: { safety: { state: 'counting' } } } } }
    for (const change of [paused, counting]) expect(roundOf(passing(change))).toMatchObject({ key, rests: true })
    expect(roundOf(passing({ doc: { room: { ended: 1 } } }))).toBeUndefined()
  })

  it('goes on with the writing after a pause, and begins anew when the phase comes again', () => {
    const keyOf = (agenda: unknown) =>
      roundOf(tell<'retrospective'>('retrospective/write', 'p2', { doc: { room: { agenda } } }).meeting)?.key
    expect(keyOf({ since: 1795510999000 })).toBe(keyOf({}))
    expect(keyOf({ phases: { write: { spent: 60_000 } } })).not.toBe(keyOf({}))
  })

  it('goes to nobody new when time is up, and stays with whoever writes', () => {
    const change = { doc: { room: { people: { p5: { via: 'p2' } } }, shared: { writing: 'frozen' } } }
    const m = tell<'retrospective'>('retrospective/write', 'p2', change).meeting
    const round = roundOf(m)
    if (!round) throw new Error('whoever writes is cut off')
    expect(waitingIn(m, round, none)).toEqual([])
  })
})
