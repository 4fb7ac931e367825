// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { merge } from './merge'

describe('merge', () => {
  // RFC 7396, appendix A.
  it.each([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [
      ['a', 'b'],
      ['c', 'd'],
      ['c', 'd'],
    ],
    [{ a: 'b' }, ['c'], ['c']],
    [{ a: 'foo' }, null, null],
    [{ a: 'foo' }, 'bar', 'bar'],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: 'b', c: null }, { a: 'b' }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])('%j with %j is %j', (target, patch, want) => {
    expect(merge(target, patch)).toEqual(want)
  })

  it('changes in place what the patch names, and nothing else', () => {
    const people = { p1: { name: 'Ann' }, p2: { name: 'Bo' } }
    const target = { people }
    const [p1, p2] = [people.p1, people.p2]
    expect(merge(target, { people: { p1: { late: true } } })).toBe(target)
    expect(target.people.p1).toBe(p1)
    expect(target.people.p2).toBe(p2)
    expect(p1).toEqual({ name: 'Ann', late: true })
  })

  it.each(['{"__proto__":{"polluted":1}}', '{"a":{"__proto__":{"polluted":1}}}', '{"__x":1}'])('refuses %s', (json) => {
    expect(() => merge({ a: {} }, JSON.parse(json))).toThrow('may not name')
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })

  it('does not reach into what is inherited', () => {
    const target = merge({}, { constructor: { x: 1 }, toString: { y: 2 } })
    expect(Object.keys(target as object)).toEqual(['constructor', 'toString'])
    expect(Object.hasOwn(Object, 'x')).toBe(false)
  })
})
