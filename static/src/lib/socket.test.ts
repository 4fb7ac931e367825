import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Heard } from './beat'
import type { Act, Frame } from './doc'
import { Socket, type Ears, type Ending, type Status } from './socket'

class Line {
  readyState = 0
  sent: Record<string, unknown>[] = []
  onopen: (() => void) | null = null
  onmessage: ((e: { data: string }) => void) | null = null
  onclose: ((e: { code: number; reason: string }) => void) | null = null
  closed = false
  sizes: number[] = []
  send = (text: string) => {
    this.sizes.push(new TextEncoder().encode(text).length)
    this.sent.push(JSON.parse(text))
  }
  close = () => {
    this.closed = true
    this.readyState = 3
  }
  open() {
    this.readyState = 1
    this.onopen?.()
  }
  hear(frame: unknown) {
    this.onmessage?.({ data: JSON.stringify(frame) })
  }
  drop(code = 1006, reason = '') {
    this.readyState = 3
    this.onclose?.({ code, reason })
  }
  acts = () => this.sent.filter((f) => 'n' in f)
  hello = () => this.sent.find((f) => 'hello' in f)?.hello as { tab: string; next: number; since?: number[] }
}

let lines: Line[]
let frames: Frame[]
let statuses: [Status, Ending?][]
let forgotten: Act[]
let reloads: number
let sealed: boolean
let holding: boolean
let fresh: boolean
let outdated: number
let socket: Socket

const last = () => {
  const line = lines.at(-1)
  if (!line) throw new Error('no line was opened')
  return line
}
const snapshot = (s: number, build = 'b1', era?: string) => ({
  hello: { you: 'p1', now: 1, era, build },
  at: [7, s],
  doc: { room: {} },
  here: {},
})

beforeEach(() => {
  vi.useFakeTimers()
  ;[lines, frames, statuses, forgotten, reloads, sealed, holding, outdated] = [[], [], [], [], 0, false, false, 0]
  fresh = false
  const ears: Ears = {
    frame: (f) => {
      frames.push(f)
      if ((f.patch?.room as { sealed?: unknown } | undefined)?.sealed === null) sealed = false
    },
    became: (status, why) => statuses.push(why ? [status, why] : [status]),
    pong: () => undefined,
    forgotten: (acts) => (forgotten = acts),
    changed: () => undefined,
    get sealed() {
      return sealed
    },
    get holding() {
      return holding
    },
    outdated: () => outdated++,
  }
  socket = new Socket('ws://test', ears, {
    open: () => {
      const line = new Line()
      lines.push(line)
      return line as unknown as WebSocket
    },
    steady: () => performance.now(),
    random: () => 1,
    reload: () => !fresh && ++reloads > 0,
  })
})
afterEach(() => {
  socket.close()
  vi.useRealTimers()
})

function live(s = 10, era?: string) {
  last().open()
  last().hear(snapshot(s, 'b1', era))
}

describe('the socket', () => {
  it('says hello first, and acts only when it was welcomed', () => {
    void socket.act('start', {})
    last().open()
    expect(last().hello()).toEqual({ tab: expect.stringMatching(/^[0-9a-f]{32}$/), next: 1 })
    expect(last().acts()).toEqual([])
    last().hear(snapshot(3))
    expect(last().acts()).toEqual([{ n: 1, do: 'start', with: {} }])
    expect(statuses).toEqual([['live']])
  })

  it('keeps what was not answered, and sends it again in order after a cut', async () => {
    live()
    const first = socket.act('hand', { on: true })
    void socket.act('park', { text: 'a' })
    void socket.act('park', { text: 'b' })
    last().hear({ n: 1, ok: true })
    expect(await first).toBeUndefined()
    last().drop()
    expect(statuses.at(-1)).toEqual(['offline'])
    vi.advanceTimersByTime(250)
    expect(lines).toHaveLength(2)
    last().open()
    expect(last().hello()).toMatchObject({ next: 2, since: [7, 10], tab: lines[0]?.hello().tab })
    last().hear({ hello: { you: 'p1', now: 2, build: 'b1' }, at: [7, 12], here: {} })
    expect(
      last()
        .acts()
        .map((a) => a.n),
    ).toEqual([2, 3])
  })

  const said = () => {
    const heard = new Heard()
    return last().sent.flatMap((f) => ('beat' in f ? heard.add(String(f.beat)).map((line) => JSON.parse(line)) : []))
  }

  it('sends one frame of one size with every beat of an anonymous round, whatever is done', () => {
    for (const texts of [[], ['a'], ['ü'.repeat(600), '<&>"\\'], ['🙂'.repeat(1000)]]) {
      live()
      sealed = true
      const before = last().sizes.length
      for (const text of texts) void socket.act('park', { text })
      expect(last().sizes).toHaveLength(before)
      for (let i = 0; i < 6; i++) last().hear({ beat: '' })
      expect(last().sizes.slice(before)).toEqual(Array(6).fill(1024))
      expect(said().map((act) => act.with.text)).toEqual(texts)
      for (const act of said()) last().hear({ n: act.n, ok: true })
      sealed = false
      last().drop()
      vi.advanceTimersByTime(250)
    }
  })

  it('takes lines that come by the beat, wherever they were cut', async () => {
    live()
    sealed = true
    const done = socket.act('park', { text: 'a' })
    last().hear({ beat: '{"mine":{"own":1}}\n{"n":' })
    expect(frames.at(-1)).toEqual({ mine: { own: 1 } })
    last().hear({ beat: '1,"ok":true}\n' })
    expect(await done).toBeUndefined()
    expect(socket.waiting).toEqual([])
  })

  it('pads what was done in an anonymous round also when it goes out after it', () => {
    live()
    sealed = true
    for (const text of ['a', '🙂'.repeat(1000)]) void socket.act('park', { text })
    last().drop()
    sealed = false
    vi.advanceTimersByTime(250)
    live()
    expect(last().sizes).toEqual([256, 5120, 5120])
    void socket.act('park', { text: 'c' })
    expect(last().sizes.at(-1)).toBeLessThan(100)
  })

  it('sends what waited for a beat when the round ended while the page was away', () => {
    live()
    sealed = true
    last().drop()
    void socket.act('park', { text: 'a' })
    vi.advanceTimersByTime(250)
    last().open()
    last().hear({ hello: { you: 'p1', now: 2, build: 'b1' }, at: [7, 12], here: {} })
    expect(last().acts()).toEqual([])
    last().hear({ at: [7, 11], patch: { room: { sealed: null } } })
    expect(last().acts()).toMatchObject([{ n: 1, do: 'park' }])
  })

  it('pads quiet signals always: which one it is must not show', () => {
    live()
    socket.signal({ kind: 'quiet', what: 'lost', on: true })
    expect(last().sizes.at(-1)).toBe(256)
    socket.signal({ kind: 'react', what: 'clap' })
    expect(last().sizes.at(-1)).toBeLessThan(100)
  })

  it('tells the refusal to whoever acted', async () => {
    live()
    const done = socket.act('start', {})
    last().hear({ n: 1, error: { code: 'forbidden', say: 'No.' } })
    expect(await done).toEqual({ code: 'forbidden', say: 'No.' })
    expect(socket.waiting).toEqual([])
  })

  it('sends the same number again after a refusal that uses up none', () => {
    live()
    void socket.act('park', { text: 'a' })
    void socket.act('park', { text: 'b' })
    last().hear({ n: 1, error: { code: 'rate_limited', say: '', retry_ms: 700 } })
    last().hear({ n: 2, error: { code: 'out_of_order', say: '', retry_ms: 700 } })
    vi.advanceTimersByTime(699)
    expect(last().acts()).toHaveLength(2)
    vi.advanceTimersByTime(2)
    expect(
      last()
        .acts()
        .map((a) => a.n),
    ).toEqual([1, 2, 1, 2])
  })

  it('has at most 32 on the way', () => {
    live()
    for (let i = 0; i < 40; i++) void socket.act('park', { text: String(i) })
    expect(last().acts()).toHaveLength(32)
    last().hear({ n: 1, ok: true })
    expect(last().acts().at(-1)).toMatchObject({ n: 33 })
  })

  it('hands on patches that follow, and asks again when one is missing', () => {
    live(10)
    last().hear({ at: [7, 11], patch: { room: { a: 1 } } })
    last().hear({ at: [7, 11], mine: {} })
    expect(frames).toHaveLength(3)
    const old = last()
    last().hear({ at: [7, 13], patch: { room: { a: 3 } } })
    expect(frames).toHaveLength(3)
    expect(old.closed).toBe(true)
    last().open()
    expect(last().hello().since).toEqual([7, 11])
  })

  it('takes a snapshot at any time', () => {
    live(10)
    last().hear(snapshot(40))
    last().hear({ at: [7, 41], patch: { room: {} } })
    expect(lines).toHaveLength(1)
  })

  it('sends again what a snapshot on the same line left unanswered: the answers may have been dropped', async () => {
    live(10)
    const done = [1, 2, 3].map((i) => socket.act('park', { text: `${i}` }))
    last().hear({ n: 1, ok: true })
    last().hear(snapshot(40))
    expect(
      last()
        .acts()
        .map((a) => a.n),
    ).toEqual([1, 2, 3, 2, 3])
    last().hear({ n: 2, ok: true })
    last().hear({ n: 3, error: { code: 'too_many', say: 'x' } })
    last().hear({ n: 3, error: { code: 'too_many', say: 'x' } })
    expect(await Promise.all(done)).toMatchObject([undefined, undefined, { code: 'too_many' }])
    expect(lines).toHaveLength(1)
    expect(socket.waiting).toEqual([])
  })

  it('goes on in a new epoch', () => {
    live(10)
    last().hear({ at: [8, 1], patch: { room: {} } })
    last().hear({ at: [8, 2], patch: { room: {} } })
    expect(lines).toHaveLength(1)
  })

  it('waits longer each time, ten seconds at most, and starts afresh once it is live', () => {
    live()
    const waits = [250, 1000, 2000, 4000, 8000, 10_000, 10_000]
    for (const wait of waits) {
      last().drop()
      const before = lines.length
      vi.advanceTimersByTime(wait - 1)
      expect(lines).toHaveLength(before)
      vi.advanceTimersByTime(1)
      expect(lines).toHaveLength(before + 1)
    }
    live()
    last().drop()
    vi.advanceTimersByTime(250)
    expect(lines).toHaveLength(waits.length + 2)
  })

  it('opens the new line before it lets the old one go', () => {
    live()
    const old = last()
    old.hear({ bye: { in: 2500 } })
    vi.advanceTimersByTime(2000)
    expect(lines).toHaveLength(2)
    expect(old.closed).toBe(false)
    last().open()
    last().hear({ hello: { you: 'p1', now: 3, build: 'b1' }, at: [7, 10], here: {} })
    expect(old.closed).toBe(true)
    expect(statuses).toEqual([['live'], ['live']])
  })

  it('lets a line go at once on which hello has no answer: the room may hear of it late', () => {
    last().open()
    const old = last()
    old.hear({ bye: { in: 0 } })
    vi.advanceTimersByTime(1)
    expect([lines.length, old.closed]).toEqual([2, true])
  })

  it('drops a line that has gone silent', () => {
    live()
    vi.advanceTimersByTime(1000)
    last().hear({ here: {} })
    vi.advanceTimersByTime(19_000 + 10_000)
    expect(statuses.at(-1)).toEqual(['offline'])
  })

  it('keeps a line on which pongs come', () => {
    live()
    for (let i = 0; i < 10; i++) {
      vi.advanceTimersByTime(9_000)
      last().hear({ pong: 1, now: 1 })
    }
    expect(lines).toHaveLength(1)
  })

  it.each([
    [4003, 'removed'],
    [4004, 'gone'],
    [4009, 'elsewhere'],
    [4001, 'signed_out'],
    [4000, 'outdated'],
  ] as const)('gives up after %i: %s', (code, why) => {
    live()
    last().drop(code)
    vi.advanceTimersByTime(60_000)
    expect(statuses.at(-1)).toEqual(['ended', why])
    expect(lines).toHaveLength(1)
  })

  it('loads the page again when the protocol or the build is another', () => {
    live()
    last().hear(snapshot(11, 'b2'))
    expect(reloads).toBe(1)
    last().drop(4026)
    expect(reloads).toBe(2)
  })

  it('does not while something would be lost with it, and says so', () => {
    live()
    holding = true
    last().hear(snapshot(11, 'b2'))
    expect([reloads, outdated]).toEqual([0, 1])
    expect(frames.at(-1)).toMatchObject({ at: [7, 11] })
    last().hear(snapshot(12, 'b2'))
    expect(outdated).toBe(1)
    last().drop(4026)
    expect(reloads).toBe(0)
    expect(statuses.at(-1)).toEqual(['ended', 'outdated'])
  })

  it('goes on where it was just loaded anew, and says so', () => {
    live()
    fresh = true
    for (const build of ['b2', 'b1', 'b2']) last().hear(snapshot(11, build))
    expect([reloads, outdated]).toEqual([0, 3])
    expect(frames.at(-1)).toMatchObject({ at: [7, 11] })
    last().drop(4026)
    expect(reloads).toBe(0)
    expect(statuses.at(-1)).toEqual(['ended', 'outdated'])
  })

  it('waits half a minute after a flood', () => {
    live()
    last().drop(4029)
    vi.advanceTimersByTime(29_999)
    expect(lines).toHaveLength(1)
    vi.advanceTimersByTime(1)
    expect(lines).toHaveLength(2)
  })

  it('gives up what was too big, and only that', async () => {
    live()
    const big = socket.act('park', { text: 'x' })
    void socket.act('hand', { on: true })
    last().drop(1009)
    expect(await big).toMatchObject({ code: 'too_large' })
    expect(socket.waiting.map((a) => a.n)).toEqual([2])
  })

  it('becomes a new tab when it was forgotten, and gives back what waited', () => {
    live()
    void socket.act('park', { text: 'a' })
    const tab = last().hello().tab
    last().hear({ error: { code: 'tab_forgotten', say: '' } })
    expect(forgotten).toEqual([{ n: 1, do: 'park', with: { text: 'a' } }])
    expect(socket.waiting).toEqual([])
    last().open()
    expect(last().hello().tab).not.toBe(tab)
    expect(last().hello()).not.toHaveProperty('since')
    expect(last().hello().next).toBe(1)
  })

  it('counts from 1 again in a new era, and sends what has no answer once more', async () => {
    live(10, 'one')
    const answered = socket.act('hand', { on: true })
    const waiting = socket.act('park', { text: 'a' })
    void socket.act('park', { text: 'b' })
    last().hear({ n: 1, ok: true })
    last().hear({ era: 'two', last: 1 })
    expect(await answered).toBeUndefined()
    expect(last().acts().slice(3)).toEqual([
      { n: 1, do: 'park', with: { text: 'a' }, era: 'two' },
      { n: 2, do: 'park', with: { text: 'b' }, era: 'two' },
    ])
    last().hear({ n: 2, error: { code: 'stale', say: '' } }) // the old 2 is not the new one
    last().hear({ n: 3, error: { code: 'stale', say: '' } })
    expect(socket.waiting.map((a) => a.n)).toEqual([1, 2])
    last().hear({ n: 1, ok: true })
    expect(await waiting).toBeUndefined()
    expect(forgotten).toEqual([])
    last().drop()
    vi.advanceTimersByTime(250)
    last().open()
    expect(last().hello()).toMatchObject({ next: 2, era: 'two', tab: lines[0]?.hello().tab })
  })

  it('gives back what was answered on a connection that broke before the era ended', async () => {
    live(10, 'one')
    const done = socket.act('park', { text: 'a' })
    last().drop()
    vi.advanceTimersByTime(250)
    live(11, 'one')
    void socket.act('park', { text: 'b' })
    last().hear({ era: 'two', last: 1 })
    expect(await done).toMatchObject({ code: 'tab_forgotten' })
    expect(forgotten).toEqual([{ n: 1, do: 'park', with: { text: 'a' } }])
    expect(last().acts().at(-1)).toEqual({ n: 1, do: 'park', with: { text: 'b' }, era: 'two' })
    expect(socket.waiting).toHaveLength(1)
  })

  it('becomes a new tab when a snapshot shows that it missed the end of an era', () => {
    live(10, 'one')
    void socket.act('park', { text: 'a' })
    const tab = last().hello().tab
    last().hear(snapshot(12, 'b1', 'two'))
    expect(forgotten).toHaveLength(1)
    live(12, 'two')
    expect(last().hello()).toEqual({ tab: expect.stringMatching(/^[0-9a-f]{32}$/), next: 1 })
    expect(last().hello().tab).not.toBe(tab)
    expect(statuses.at(-1)).toEqual(['live'])
  })

  it('comes back at once, and says nothing of it, when another server has the room', () => {
    last().open()
    last().hear(snapshot(1))
    statuses.length = 0
    last().drop(1012, 'moved')
    vi.advanceTimersByTime(50)
    expect(lines).toHaveLength(2)
    expect(statuses).toEqual([])
    last().drop(1012, 'moved')
    expect(statuses).toEqual([['offline']])
  })
})
