// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { left, onBallot, placesOf, put, whyNot } from './dots'

const rules = { budget: 3, stack: 2 }

describe('dots', () => {
  it('are given and taken one at a time, and leave nothing behind', () => {
    const one = put({}, rules, 'a', 1)
    expect(one).toEqual({ a: 1 })
    expect(left(one, rules)).toBe(2)
    expect(put(one, rules, 'a', -1)).toEqual({})
  })

  it('end with the budget and with the stack, as in the room', () => {
    const full = { a: 2 }
    expect(whyNot(full, rules, 'a')).toBe('full')
    expect(put(full, rules, 'a', 1)).toBe(full)
    const spent = { a: 2, b: 1 }
    expect(whyNot(spent, rules, 'c')).toBe('none')
    expect(put(spent, rules, 'c', 1)).toBe(spent)
    expect(put({}, rules, 'a', -1)).toEqual({})
  })

  it('never lie on what is not on the ballot', () => {
    expect(onBallot({ a: 1, gone: 2 }, ['a', 'b'])).toEqual({ a: 1 })
  })

  it('share a place when there are as many', () => {
    expect(placesOf(['a', 'b', 'c', 'd'], { a: 1, b: 4, d: 1 })).toEqual([
      { id: 'b', dots: 4, place: 1 },
      { id: 'a', dots: 1, place: 2 },
      { id: 'd', dots: 1, place: 2 },
    ])
  })
})
