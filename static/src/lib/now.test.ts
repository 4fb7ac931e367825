import { render } from '@testing-library/svelte'
import { flushSync } from 'svelte'
import { beforeEach, expect, it, vi } from 'vitest'
import Clock from '../room/ring/Clock.svelte'
import RingArc from '../room/ring/RingArc.svelte'
import { words } from './i18n/words.svelte'
import { now } from './now.svelte'
import { tell } from './testing'
import './testing-dom'

/** The server's clock, which is right, and the computer's own on the wall. */
const server = () => Date.now() - 77_000

/** When the page asked last. */
let asked: number | undefined
/** It takes the server a tenth of a second to answer. */
async function answered() {
  await wait(100)
  if (asked === undefined) throw new Error('nobody asked')
  now.server.sample(asked, server() - 50)
  now.refresh()
  flushSync()
}
const wait = async (ms: number) => {
  await vi.advanceTimersByTimeAsync(ms)
  flushSync()
}
/** The clock on the wall goes on, the steady one and all timers stand still. */
const sleep = (ms: number) => vi.setSystemTime(Date.now() + ms)

beforeEach(async () => {
  await words.enterRoom('standup')
  vi.useFakeTimers()
  now.server.slept()
  now.server.forget()
  now.server.guess(server())
  asked = undefined
  now.ask = () => (asked = performance.now())
})

/** Five minutes, as everybody sees them. */
function look() {
  const timer = { of: 300_000, due: server() + 300_000 }
  const { getByRole } = render(Clock, { timer, pace: 'ok' })
  const arc = render(RingArc, { timer, turn: 0 }).container
  return {
    figure: () => getByRole('timer').textContent,
    sure: () => !getByRole('timer').classList.contains('unsure'),
    label: () => getByRole('timer').getAttribute('aria-label'),
    run: () => arc.querySelector<SVGElement>('.run')?.style.getPropertyValue('--spent'),
  }
}

it('shows no figure as sure after a sleep until the server has said what time it is', async () => {
  const { figure, sure, label, run } = look()
  expect(sure()).toBe(false)
  await wait(1500)
  await answered()
  expect(sure()).toBe(true)
  expect(figure()).toBe('4:59')

  sleep(31_000)
  await wait(1000)
  expect(sure()).toBe(false)
  expect(label()).toMatch(/about/)
  await answered()
  expect(sure()).toBe(true)
  expect(figure()).toMatch(/4:2[56]/)
  expect(parseInt(run() ?? '')).toBeGreaterThan(31_000)
})

it('asks anew when the page is looked at again', async () => {
  const { sure } = look()
  await wait(1500)
  await answered()
  expect(sure()).toBe(true)
  document.dispatchEvent(new Event('visibilitychange'))
  flushSync()
  expect(sure()).toBe(false)
  await answered()
  expect(sure()).toBe(true)
})

it('measures anew after each reconnect, and not for a snapshot on a line that is up', () => {
  const { meeting } = tell('standup/round')
  const hello = { you: meeting.you, now: server(), build: 'test' }
  meeting.pong(performance.now(), server())
  meeting.frame({ hello: { ...hello, now: server() - 4000 }, at: [1, 2] })
  expect([now.server.sure, Math.round(now.exact() - server())]).toEqual([true, 0])
  meeting.became('offline')
  meeting.frame({ hello: { ...hello, now: server() + 4000 }, at: [1, 3] })
  expect([now.server.sure, Math.round(now.exact() - server())]).toEqual([false, 4000])
})
