// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { ServerClock } from './clock'

/** A browser whose steady clock we turn, and a server that is `ahead` of it. */
function pair(ahead: number) {
  let [t, slept] = [1000, 0]
  const clock = new ServerClock(
    () => t,
    () => t + slept + 77_000,
  )
  return {
    clock,
    wait: (ms: number) => (t += ms),
    /** The steady clock stands still, and the rest of the world goes on. */
    sleep(ms: number) {
      ahead += ms
      slept += ms
    },
    /** What a ping that leaves now says when it is answered. */
    leave: () => {
      const sent = t
      return () => clock.sample(sent, t + ahead)
    },
    /** A ping that takes `out` to get there and `back` to return. */
    ping(out: number, back: number) {
      const sent = t
      const server = t + out + ahead
      t += out + back
      clock.sample(sent, server)
    },
    off: () => clock.now() - (t + ahead),
  }
}

describe('the server clock', () => {
  it('is exact when both ways take equally long', () => {
    const p = pair(1_764_000_000_000)
    p.ping(20, 20)
    expect(p.off()).toBe(0)
    p.wait(900_000)
    expect(p.off()).toBe(0)
  })

  it('errs by at most half a round trip', () => {
    const p = pair(-600_000)
    for (let i = 0; i < 5; i++) p.ping(30, 10)
    expect(Math.abs(p.off())).toBeLessThanOrEqual(20)
  })

  it('does not believe a slow answer', () => {
    const p = pair(5000)
    for (let i = 0; i < 4; i++) p.ping(10, 10)
    p.ping(10, 3000)
    expect(p.off()).toBe(0)
  })

  it('believes the quickest answer, when a busy machine makes most of them late', () => {
    const p = pair(5000)
    for (const late of [300, 400, 350]) p.ping(2, late)
    p.ping(2, 2)
    for (const late of [300, 400, 350]) p.ping(2, late)
    expect(p.off()).toBe(0)
  })

  it('follows a server clock that was set, once the old samples are gone', () => {
    let t = 0
    const clock = new ServerClock(() => t)
    for (let i = 0; i < 16; i++) clock.sample(t, t + 1000)
    for (let i = 0; i < 16; i++) clock.sample(t, t + 9000)
    expect(clock.now()).toBe(9000)
    t = 5
    clock.forget()
    clock.guess(77)
    expect(clock.now()).toBe(77)
  })

  it('is not sure after a sleep, guesses by the clock on the wall, and is right from the first answer on', () => {
    const p = pair(5000)
    expect(p.clock.sure).toBe(false)
    for (let i = 0; i < 16; i++) p.ping(1, 1)
    expect(p.clock.sure).toBe(true)
    p.sleep(31_000)
    expect(p.off()).toBe(-31_000)
    expect(p.clock.slept()).toBe(true)
    expect([p.clock.sure, p.off()]).toEqual([false, 0])
    p.ping(40, 60)
    expect([p.clock.sure, p.clock.slept(), p.off()]).toEqual([true, false, -10])
  })

  it('does not believe an answer that a sleep was on the way of, whoever notices first', () => {
    for (const first of [false, true]) {
      const p = pair(5000)
      p.wait(10)
      const answered = p.leave()
      p.wait(10)
      p.sleep(31_000)
      if (first) p.clock.slept()
      answered()
      expect(p.clock.sure).toBe(false)
    }
  })

  it('keeps its offset when somebody sets the clock back, and measures anew', () => {
    const p = pair(5000)
    p.ping(1, 1)
    p.sleep(-600_000)
    expect(p.clock.slept()).toBe(true)
    expect([p.clock.sure, p.off()]).toEqual([false, 600_000])
  })

  it('counts what everybody would see, and no trembling', () => {
    const p = pair(5000)
    p.ping(1, 1)
    const { set } = p.clock
    p.ping(90, 60)
    p.ping(1, 1)
    expect(p.clock.set).toBe(set)
    p.sleep(2000)
    p.clock.slept()
    expect(p.clock.set).toBe(set + 1)
  })

  it('takes the first guess only until a ping was answered', () => {
    const p = pair(100)
    p.clock.guess(9_999_999)
    p.ping(1, 1)
    p.clock.guess(1)
    expect(p.off()).toBe(0)
  })
})
