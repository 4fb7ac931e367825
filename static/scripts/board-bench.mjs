// Measures what one change costs a browser on a full board: 300 notes, 50 people, grouping. Prints a table in Markdown.
//   npm run board
// The page is the built one, under the product's own policy; only the server is played, by a socket in the page. A
// change is a frame as the room sends it; what it costs is counted by the browser, from the arrival of its text to the
// finished picture, in processor time of the main thread: what else runs on the machine does not count.
import { readFileSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { preview } from 'vite'
import { browser as program } from './browser.mjs'

const notes = 300
const people = 50
const rounds = Number(process.env.ROUNDS ?? 40)

const story = (name) => JSON.parse(readFileSync(`stories/retrospective/${name}.json`, 'utf8'))

/** A board as it is in the middle of grouping: a third lies in groups, with texts as people write them. */
function board() {
  const { doc, now } = story('write')
  const texts = Object.values(story('read').patch.doc.shared.notes).map((note) => note.text)
  const columns = Object.keys(doc.shared.columns)
  const { room, shared } = doc
  room.agenda = { ...room.agenda, now: 'group', blind: undefined, count: undefined, of: undefined }
  room.people = Object.fromEntries(
    Array.from({ length: people }, (_, i) => [
      `p${i + 1}`,
      { name: `Person ${i + 1}`, roles: ['developer'], hue: (i % 12) + 1, rank: i + 1 },
    ]),
  )
  shared.writing = undefined
  shared.notes = {}
  shared.groups = {}
  for (let i = 0; i < notes; i++) {
    const column = columns[i % columns.length]
    const group = i % 3 === 0 ? `g${Math.floor(i / 12)}-${i % columns.length}` : undefined
    shared.notes[`n${i}`] = { text: `${texts[i % texts.length]} (${i})`, column, group, rank: i + 1 }
    if (group) shared.groups[group] ??= { title: `Group ${group}`, column, rank: i + 1 }
  }
  const here = Object.fromEntries(Object.keys(room.people).map((id) => [id, 1]))
  return { hello: { you: 'p1', now, build: 'bench' }, at: [1, 1], here, doc: { room, shared, me: {} } }
}

/** Changes that people make while they group, back and forth. */
const first = 'g0-0'
const changes = {
  'nothing: what measuring costs': () => ({}),
  'a note joins a group': (i) => ({ notes: { n1: { group: i % 2 ? null : first } } }),
  'a note goes to another column': (i) => ({ notes: { n2: { column: i % 2 ? 'c3' : 'c1' } } }),
  'a group is renamed': (i) => ({ groups: { [first]: { title: `Name ${i}` } } }),
  'a note is reworded': (i) => ({ notes: { n4: { text: `Said in other words, ${i}` } } }),
}

/** In the page: a room that is played. */
function play(snapshot) {
  localStorage.setItem('rondo.recent', JSON.stringify([{ id: 'bench', title: 'Bench', kind: 'retrospective', at: 1 }]))
  localStorage.setItem('rondo.role-card', 'bench developer')
  let seq = 1
  window.WebSocket = class extends EventTarget {
    readyState = 0
    constructor() {
      super()
      setTimeout(() => {
        this.readyState = 1
        this.onopen?.()
        this.hear(JSON.stringify(snapshot))
      })
    }
    hear = (data) => this.onmessage?.({ data })
    send() {}
    close() {}
  }
  const made = window.WebSocket
  window.WebSocket = new Proxy(made, { construct: (of, args) => (window.socket = new of(...args)) })
  window.change = async (shared) => {
    const text = JSON.stringify({ at: [1, ++seq], patch: { shared } })
    window.socket.hear(text)
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
  }
}

const at = (times, share) =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(share * times.length))]
const figures = (times) => `${at(times, 0.5).toFixed(1)} / ${at(times, 0.95).toFixed(1)}`

const server = await preview({
  build: { outDir: process.env.DIST || 'dist' },
  preview: { port: 0, open: false },
  logLevel: 'error',
})
const browser = await chromium.launch({
  executablePath: program,
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
})
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
page.on('pageerror', (e) => console.error(e.message))
await page.route('**/api/rooms/bench/me', (route) => route.fulfill({ json: { you: 'p1', name: 'Person 1' } }))
await page.addInitScript(play, board())
await page.goto(new URL('/r/bench', server.resolvedUrls?.local[0]).href)
await page.locator('[data-note=n0]').waitFor()
const shown = await page.locator('[data-note]').count()
if (shown !== notes) throw new Error(`${shown} notes are shown`)

const devtools = await page.context().newCDPSession(page)
await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
const parts = ['ScriptDuration', 'RecalcStyleDuration', 'LayoutDuration', 'TaskDuration']
const spent = async () => {
  const { metrics } = await devtools.send('Performance.getMetrics')
  return parts.map((part) => (metrics.find((m) => m.name === part)?.value ?? 0) * 1000)
}

console.log(
  `${notes} notes, ${people} people. Milliseconds of the main thread, median / 95 % of ${rounds}; goal: a frame, 16 ms.\n`,
)
console.log('| on the board | script | style | layout | all, with painting | all, on a machine 4 times slower |')
console.log('| --- | --- | --- | --- | --- | --- |')
for (const [what, change] of Object.entries(changes)) {
  const cells = []
  for (const rate of [1, 4]) {
    await devtools.send('Emulation.setCPUThrottlingRate', { rate })
    const times = parts.map(() => [])
    for (let i = 0; i < rounds + 6; i++) {
      const before = await spent()
      await page.evaluate((shared) => window.change(shared), change(i))
      const after = await spent()
      // What moves glides for 220 ms; the next change comes when that is over. The first ones warm up.
      await page.waitForTimeout(260)
      if (i >= 6) after.forEach((ms, part) => times[part].push(ms - before[part]))
    }
    cells.push(...(rate === 1 ? times : times.slice(-1)).map(figures))
  }
  console.log(`| ${what} | ${cells.join(' | ')} |`)
}
await browser.close()
await server.close()
process.exit(0)
