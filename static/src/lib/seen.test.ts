import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { now } from './now.svelte'
import { look, named, pointersOf, sum } from './seen'
import { tell } from './testing'

describe('what a person saw', () => {
  it('is found by the ids that an act is about', () => {
    expect(pointersOf('retext', { task: 'a/b~', text: 'x' })).toEqual(['/room/actions/a~1b~0/text'])
    expect(pointersOf('hand', { on: true })).toEqual([])
    expect(look({ a: { 'b/c': { d: 1 } } }, '/a/b~1c/d')).toBe(1)
    expect(look({ a: [1] }, '/a/0')).toBeNull()
    expect(look({ a: '' }, '/a/length')).toBeNull()
  })

  it('is named by its sum when it is long', () => {
    expect([sum(''), sum('a'), sum('foobar')]).toEqual(['811c9dc5', 'e40c292c', 'bf9cf968'])
    expect(named('ü'.repeat(65))).toEqual({ fnv: sum('ü'.repeat(65)) })
    expect(named('short')).toBe('short')
  })

  it('goes up with the act', async () => {
    const { meeting, done } = tell('standup/round', 'p1')
    await meeting.act('next', {})
    await meeting.act('hand', { on: true })
    await meeting.rewrite('title', { title: 'Another' }, 'Ours')
    expect(done).toMatchObject([{ if: { '/room/agenda/now': 'round' } }, {}, { if: { '/room/title': 'Ours' } }])
    expect(done[1]).not.toHaveProperty('if')
  })

  it('is not told as a fault when it has changed', async () => {
    const { meeting, answer } = tell('standup/round', 'p1')
    const told = vi.fn()
    meeting.onRefusal(told)
    answer.refusal = { code: 'changed', say: '', field: '/room/agenda/now' }
    expect(await meeting.act('next', {})).toBe(answer.refusal)
    expect(told).not.toHaveBeenCalled()
  })
})

describe('a clock that rings between glance and tap', () => {
  beforeEach(() => void vi.useFakeTimers({ now: 0 }))
  afterEach(() => {
    now.freeze(undefined as never)
    vi.useRealTimers()
  })

  const moveOn = (due: number) => {
    const told = tell('standup/round', 'p1')
    told.meeting.frame({ at: [1, 2], patch: { room: { timers: { phase: { of: 1000, due } } } } })
    now.freeze(10_000)
    told.meeting.frame({ at: [1, 3], patch: { room: { agenda: { now: 'blockers' }, timers: { phase: null } } } })
    return told
  }
  const meant = async ({ meeting, done }: ReturnType<typeof moveOn>) => {
    await meeting.act('next', {})
    return done.at(-1)?.if
  }

  it('has not been seen yet', async () => {
    const told = moveOn(9_950)
    now.freeze(10_120)
    expect(await meant(told)).toEqual({ '/room/agenda/now': 'round' })
    now.freeze(10_301)
    expect(await meant(told)).toEqual({ '/room/agenda/now': 'blockers' })
  })

  it('is not to blame for what people do', async () => {
    expect(await meant(moveOn(60_000))).toEqual({ '/room/agenda/now': 'blockers' })
  })
})
