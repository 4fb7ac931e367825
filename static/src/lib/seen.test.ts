// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { now } from './now.svelte'
import { Rewording } from './rewording.svelte'
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
    expect(done).toMatchObject([{ if: { '/room/agenda/now': 'round' } }, {}])
    expect(done[1]).not.toHaveProperty('if')
  })

  it('is told when it has changed, but not to whoever has changed it by pressing twice', async () => {
    const { meeting, answer } = tell('standup/round', 'p1')
    const told = vi.fn()
    meeting.onRefusal(told)
    await meeting.act('next', {})
    answer.refusal = { code: 'changed', say: '', field: '/room/agenda/now' }
    expect(await meeting.act('next', {})).toBe(answer.refusal)
    expect(told).not.toHaveBeenCalled()
    await meeting.act('back', {})
    expect(told).toHaveBeenCalledExactlyOnceWith(answer.refusal)
  })
})

describe('words in place of others', () => {
  const title = (room: string) => ({ at: [1, 2] as [number, number], patch: { room: { title: room } } })

  it('are meant for what was there when one began, and after a refusal for what is there then', async () => {
    const { meeting, done, answer } = tell('standup/round', 'p1', { doc: { room: { title: 'First' } } })
    const rewording = new Rewording(meeting, 'title', {})
    meeting.frame(title('Theirs'))
    answer.refusal = { code: 'changed', say: '' }
    await rewording.save({ title: 'Mine' })
    expect(rewording.overtaken).toBe(true)
    delete answer.refusal
    await rewording.save({ title: 'Mine' })
    expect(rewording.overtaken).toBe(false)
    expect(done.map((act) => act.if)).toEqual([{ '/room/title': 'First' }, { '/room/title': 'Theirs' }])
  })

  it('wait for those before them, which they are meant for', async () => {
    const { meeting, done } = tell('standup/round', 'p1', { doc: { room: { title: 'First' } } })
    const rewording = new Rewording(meeting, 'title', {})
    const first = rewording.save({ title: 'One' })
    const second = rewording.save({ title: 'Two' })
    meeting.frame(title('One')) // comes before the answer
    await Promise.all([first, second])
    expect(done.map((act) => act.if)).toEqual([{ '/room/title': 'First' }, { '/room/title': 'One' }])
  })
})

describe('a clock that rings between glance and tap', () => {
  beforeEach(() => void vi.useFakeTimers({ now: 0 }))
  afterEach(() => {
    now.freeze(undefined as never)
    vi.useRealTimers()
  })

  const moveOn = (due: number, clock = 'phase') => {
    const told = tell('standup/round', 'p1')
    told.meeting.frame({ at: [1, 2], patch: { room: { timers: { [clock]: { of: 1000, due } } } } })
    now.freeze(10_000)
    told.meeting.frame({ at: [1, 3], patch: { room: { agenda: { now: 'blockers' }, timers: { [clock]: null } } } })
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

  it.each(['done', 'tally:pulse'])('is not the one that counts: %s', async (clock) => {
    expect(await meant(moveOn(9_950, clock))).toEqual({ '/room/agenda/now': 'blockers' })
  })
})
