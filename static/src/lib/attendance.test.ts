import { beforeEach, afterEach, expect, it, vi } from 'vitest'
import { Attendance } from './attendance.svelte'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function of(here: Record<string, number>, epoch = 7): Attendance {
  const a = new Attendance()
  a.greet(here, epoch)
  return a
}

it('is what a greeting says, and what changes then', () => {
  const a = of({ ann: 1, bob: 1, cyd: 0 })
  a.hear({ bob: 0, cyd: null, dan: 1 })
  expect(a.here).toEqual({ ann: 1, bob: 0, dan: 1 })
})

it('is only what the greeting says when the line alone was lost', () => {
  const a = of({ ann: 1, bob: 1 })
  a.greet({ ann: 1 }, 7)
  expect(a.here).toEqual({ ann: 1 })
})

it('leaves who was here where they were seen when the room was opened anew', () => {
  const a = of({ ann: 1, bob: 1, cyd: 0 })
  a.greet({ ann: 1 }, 8)
  expect(a.here).toEqual({ ann: 1, bob: 1 })
  a.hear({ bob: 1 })
  vi.advanceTimersByTime(10_000)
  expect(a.here).toEqual({ ann: 1, bob: 1 })
})

it('gives up whoever does not come back', () => {
  const a = of({ ann: 1, bob: 1, cyd: 1 })
  a.greet({ ann: 1 }, 8)
  a.hear({ cyd: 0 })
  vi.advanceTimersByTime(10_000)
  expect(a.here).toEqual({ ann: 1, cyd: 0 })
})

it('awaits nobody twice when the room is opened anew once more', () => {
  const a = of({ ann: 1, bob: 1 })
  a.greet({ ann: 1 }, 8)
  vi.advanceTimersByTime(5000)
  a.greet({ ann: 1 }, 9)
  vi.advanceTimersByTime(5000)
  expect(a.here).toEqual({ ann: 1, bob: 1 })
  vi.advanceTimersByTime(5000)
  expect(a.here).toEqual({ ann: 1 })
})
