import { describe, expect, it } from 'vitest'
import { ranked } from '../../lib/rank'
import { tell } from '../../lib/testing'
import { listed, placeOf, sharesOf } from '../../room/backlog/backlog'
import { nextLead } from './rotation'
import { courseOf, waitsTooLong } from './sprint'

describe('a sprint of two weeks', () => {
  const on = (date: string) => courseOf('2026-11-23', '2026-12-04', new Date(`${date}T09:00`).getTime())

  it('has ten working days', () => expect(on('2026-11-23').days).toHaveLength(10))
  it.each([
    ['2026-11-20', 0, true],
    ['2026-11-23', 0, false],
    ['2026-11-27', 4, false],
    ['2026-11-29', 5, false], // a Sunday: what comes is Monday
    ['2026-12-04', 9, false],
    ['2026-12-05', 10, false],
  ])('is on %s at its day %i', (date, at, early) => expect(on(date)).toMatchObject({ at, early }))
})

describe('a concern of the product manager', () => {
  const raised = new Date('2026-11-20T09:00').getTime()
  const waits = (date: string, change: unknown = {}) =>
    waitsTooLong(tell<'team'>('team/home', 'p1', { doc: change }).meeting, raised, new Date(`${date}T09:00`).getTime())

  it('waits too long once a sprint is over', () => {
    const sprint = { shared: { sprint: { from: '2026-11-23', to: '2026-12-04' } } }
    expect([waits('2026-12-03', sprint), waits('2026-12-04', sprint)]).toEqual([false, true])
  })
  it('waits as long as the team’s sprints are, where none is planned', () => {
    const weekly = { shared: { sprint: null }, room: { rhythm: { weeks: 1 } } }
    expect([waits('2026-11-26', weekly), waits('2026-11-27', weekly)]).toEqual([false, true])
  })
})

describe('facilitating', () => {
  const next = (shared: unknown) =>
    nextLead(tell<'team'>('team/home', 'p1', { doc: { shared: { past: null, ...(shared as object) } } }).meeting)
  const held = (led: string, ended: number) => ({ kind: 'standup', title: 'T', ended, people: 3, led })

  it('is the turn of whoever did it the longest ago', () => {
    const first = next({})
    const second = next({ past: { a: held(first ?? '', 10) } })
    expect(first).toBeDefined()
    expect(second).not.toBe(first)
    expect(next({ past: { a: held(second ?? '', 5), b: held(first ?? '', 10) } })).not.toBe(second)
    expect(next({ skipped: { [first ?? '']: 3 } })).toBe(second)
  })
})

describe('the backlog', () => {
  const { meeting } = tell<'team'>('team/home')
  const backlog = listed(meeting).map(([, item]) => item)

  it('has a share for each goal, and for what serves none', () => {
    const shares = sharesOf(meeting.room, backlog)
    expect(shares.map(({ items }) => items)).toEqual([2, 1, 3])
    expect(shares.at(-1)?.goal).toBe('')
    expect(shares.reduce((sum, { items }) => sum + items, 0)).toBe(listed(meeting).length)
  })
  it('is shared in points only where all of it has some', () => {
    const [first, second] = ranked(meeting.room.backlog?.goals).map(([id]) => id)
    const item = (goal: string | undefined, result: string) => ({
      title: '',
      by: '',
      rank: 1,
      state: 'done',
      goal,
      result,
    })
    const of = (...items: ReturnType<typeof item>[]) => sharesOf(meeting.room, items as never).map(({ part }) => part)
    expect(of(item(first, '8'), item(second, '2'))).toEqual([0.8, 0.2])
    expect(of(item(first, '8'), item(second, '?'))).toEqual([0.5, 0.5])
  })
  it('knows a goal by its place', () => {
    const shares = sharesOf(meeting.room, backlog)
    expect(shares.map(({ goal }) => placeOf(meeting.room, goal))).toEqual([0, 1, -1])
  })
})
