// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { elapsed, forecast, needs, remains, spare } from './forecast'
import type { Room } from './protocol.gen'

const start = 1_000_000
const room = (change: Partial<Room> = {}): Room => ({
  kind: 'standup',
  title: '',
  opened: 0,
  started: start,
  people: {},
  baton: {},
  agenda: {
    budget: 900_000,
    phases: {
      lobby: { rank: 0, at_zero: 'signal' },
      goal: { rank: 1, budget: 30_000, at_zero: 'advance' },
      round: { rank: 2, budget: 675_000, at_zero: 'pass' },
      blockers: { rank: 3, budget: 120_000, at_zero: 'advance' },
      plan: { rank: 4, budget: 60_000, at_zero: 'close' },
      close: { rank: 5, budget: 15_000, at_zero: 'advance' },
    },
    now: 'round',
    since: start + 30_000,
  },
  timers: { slot: { of: 87_000, due: start + 330_000 } },
  floor: {
    mode: 'fixed',
    slot: 87_000,
    speaker: 'b',
    turns: {
      a: { state: 'spoken' },
      b: { state: 'speaking' },
      c: { state: 'waits' },
      d: { state: 'later' },
      e: { state: 'skipped' },
    },
  },
  ballots: {},
  blockers: {},
  parked: {},
  actions: {},
  ...change,
})
const now = start + 278_000

describe('the forecast', () => {
  it('adds what the speaker has, a slot for each who waits, and the phases to come', () => {
    expect(needs(room(), now)).toBe(52_000 + 2 * 87_000 + 120_000 + 60_000 + 15_000)
  })

  it('says how much earlier than planned', () => {
    const total = 278_000 + needs(room(), now)
    expect(forecast(room(), now)).toEqual({ ends: now + needs(room(), now), early: 900_000 - total, total })
  })

  it('leaves out what is left out today', () => {
    const r = room()
    r.agenda.phases.plan = { rank: 4, budget: 60_000, at_zero: 'close', off: true }
    expect(needs(r, now)).toBe(needs(room(), now) - 60_000)
  })

  it('counts a phase by its clock where nobody takes turns', () => {
    const r = room({ timers: { phase: { of: 120_000, due: now + 83_000 } } })
    r.agenda.now = 'blockers'
    expect(needs(r, now)).toBe(83_000 + 75_000)
  })

  it('does not count pauses as elapsed, and moves the end while one lasts', () => {
    const r = room({ timers: { slot: { of: 87_000, left: 52_000 } } })
    r.agenda.paused = now - 20_000
    r.agenda.idle = 8000
    expect(elapsed(r, now)).toBe(278_000 - 20_000 - 8000)
    expect(forecast(r, now + 5000).ends - forecast(r, now).ends).toBe(5000)
    expect(forecast(r, now + 5000).early).toBe(forecast(r, now).early)
  })

  it('is the whole budget before the start and nothing after the end', () => {
    const lobby = room()
    delete lobby.started
    lobby.agenda.now = 'lobby'
    delete lobby.floor.turns
    expect(elapsed(lobby, now)).toBe(0)
    expect(needs(lobby, now)).toBe(900_000)
    expect(needs(room({ ended: now }), now)).toBe(0)
  })

  it('never counts below zero', () => {
    expect(remains({ of: 10, due: 5 }, 99)).toBe(0)
    expect(remains(undefined, 1)).toBe(0)
  })
})

describe('what a phase can still get', () => {
  // As TestAPhaseIsExtendedWithinTheTotalOnly in rooms/ceremonies/planning.
  const minutes = (n: number) => n * 60_000
  const planning = (what: number, how: number, close: number) => {
    const phase = (rank: number, budget: number) => ({ rank, budget: minutes(budget), at_zero: 'signal' })
    return room({
      agenda: {
        budget: minutes(120),
        phases: {
          why: { ...phase(1, 18), spent: minutes(10) },
          what: phase(2, what),
          how: phase(3, how),
          confidence: phase(4, close),
          close: phase(5, close),
        },
        now: 'what',
        since: start + minutes(10),
      },
      timers: { phase: { of: minutes(what), due: start + minutes(10 + what) } },
    })
  }

  it.each([
    [54, 36, 6, 53],
    [62, 36, 6, 45],
    [71, 29, 5, 36],
    [107, 1, 1, 0],
  ])('is what was saved and what the others can go without: %s, %s, %s', (what, how, close, left) => {
    expect(spare(planning(what, how, close), start + minutes(10))).toBe(minutes(left))
  })

  it('is none once the time is over', () => {
    expect(spare(planning(71, 29, 5), start + minutes(130))).toBe(0)
  })
})
