// Measures what a team's home with 5,000 items costs a browser: to open it, and when somebody changes something; alone,
// and with ten meetings of the team at work. Prints a table in Markdown.
//   npm run home
// The real program and the built page. Bytes are those that the network brought, files of the page included;
// milliseconds are processor time of the page's main thread, so what else runs on the machine does not count. Nobody
// has been here before: nothing is in the browser's cache.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { browser as program } from './browser.mjs'

const items = 5000
const meetings = 10
const rounds = Number(process.env.ROUNDS ?? 20)

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
const median = (times) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)]

async function freePort() {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}

const data = mkdtempSync(join(tmpdir(), 'rondo-home-'))
const address = `127.0.0.1:${await freePort()}`
const base = `http://${address}`
const rondo = spawn('../bin/rondo', ['-addr', address, '-data', data, '-raise-limits', '100'], { stdio: 'ignore' })
process.on('exit', () => {
  rondo.kill()
  rmSync(data, { recursive: true, force: true })
})
const isUp = () =>
  fetch(`${base}/livez`).then(
    (answer) => answer.ok,
    () => false,
  )
while (!(await isUp())) await pause(50)

const browser = await chromium.launch({
  executablePath: program,
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
})

/** In a page of its own, which is a process of its own: sockets to act by. */
function sockets() {
  const all = new Map()
  window.act = async (room, verb, args) => {
    if (!all.has(room)) {
      const socket = new WebSocket(`ws://${location.host}/api/rooms/${room}/live`, 'rondo.v1')
      const tab = [...crypto.getRandomValues(new Uint8Array(16))].map((x) => x.toString(16).padStart(2, '0')).join('')
      await new Promise((done) => (socket.onopen = done))
      socket.send(JSON.stringify({ hello: { tab, next: 1 } }))
      all.set(room, { socket, n: 0 })
    }
    const at = all.get(room)
    at.socket.send(JSON.stringify({ n: ++at.n, do: verb, with: args }))
  }
}

const context = await browser.newContext({ baseURL: base, viewport: { width: 1440, height: 900 } })
const call = async (path, body) => (await context.request.post(path, { data: body, headers: { origin: base } })).json()
const home = await call('/api/rooms', { kind: 'team', title: 'Bench' })
await call(`/api/rooms/${home.id}/join`, { secret: home.secret, name: 'Noor', roles: ['product_owner', 'developer'] })
const line = (_, i) =>
  `Item ${i}: a guest pays by card and gets a receipt,${[1, 2, 3, 5, 8][i % 5]},What else is to be said of it`
const csv = ['Title,Size,Note', ...Array.from({ length: items }, line)].join('\n')
const brought = await context.request.post(`/api/rooms/${home.id}/backlog?save=true`, {
  data: Buffer.from(csv),
  headers: { origin: base, 'content-type': 'application/octet-stream' },
})
if (!brought.ok()) throw new Error(await brought.text())
const ids = await context.request
  .get(`/api/rooms/${home.id}/doc`)
  .then((answer) => answer.json())
  .then(({ doc }) => Object.keys(doc.room.items).sort((a, b) => doc.room.items[a].rank - doc.room.items[b].rank))
if (ids.length !== items) throw new Error(`there are ${ids.length} items`)

const actor = await context.newPage()
await actor.addInitScript(sockets)
await actor.goto('/')
const act = (room, verb, args) => actor.evaluate(([r, v, a]) => window.act(r, v, a), [room, verb, args])

/** Processor time of a page's main thread so far, ms. */
async function clockOf(page) {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await devtools.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000
  }
}

/** Opens the home as somebody who has a seat and has never had the page. */
async function open() {
  const fresh = await browser.newContext({
    baseURL: base,
    viewport: { width: 1440, height: 900 },
    storageState: await context.storageState(),
  })
  const page = await fresh.newPage()
  await page.addInitScript(
    (room) => {
      localStorage.setItem('rondo.recent', JSON.stringify([room]))
      localStorage.setItem('rondo.role-card', `${room.id} developer product_owner`)
    },
    { id: home.id, title: 'Bench', kind: 'team', at: 1 },
  )
  await page.goto('/livez')
  const devtools = await fresh.newCDPSession(page)
  await devtools.send('Network.enable')
  let bytes = 0
  devtools.on('Network.loadingFinished', (load) => (bytes += load.encodedDataLength))
  devtools.on('Network.webSocketFrameReceived', ({ response }) => (bytes += response.payloadData.length))
  const spent = await clockOf(page)
  const before = await spent()
  const began = performance.now()
  await page.goto(`/r/${home.id}`)
  await page.getByText('Item 0:').first().waitFor()
  const shown = performance.now() - began
  await page.waitForTimeout(1500)
  return { page, spent, bytes, busy: (await spent()) - before, shown }
}

/** What a page's main thread does more in a while in which a change comes than in one in which none does. */
async function costs({ page, spent }, change) {
  const times = []
  const slice = async (what) => {
    const before = await spent()
    await what()
    await page.waitForTimeout(300)
    return (await spent()) - before
  }
  for (let i = 0; i < rounds + 3; i++) {
    const still = await slice(() => {})
    const with_ = await slice(() => change(i))
    if (i >= 3) times.push(with_ - still)
  }
  return median(times)
}

const retitled = (at) => (i) =>
  act(home.id, 'item_reword', { item: ids[at], title: `Item ${at}: said in other words, ${i}` })
const moved = (i) => act(home.id, 'item_move', { item: ids[3], after: ids[i % 2] })

async function measure() {
  const opened = []
  for (let i = 0; i < 3; i++) {
    if (i) await opened[i - 1].page.context().close()
    opened.push(await open())
  }
  const last = opened[2]
  const cells = [
    `${Math.round(median(opened.map((o) => o.bytes)) / 1000)} kB`,
    `${median(opened.map((o) => o.busy)).toFixed(0)} ms`,
    `${median(opened.map((o) => o.shown)).toFixed(0)} ms`,
    `${(await costs(last, retitled(0))).toFixed(1)} ms`,
    `${(await costs(last, retitled(4000))).toFixed(1)} ms`,
    `${(await costs(last, moved)).toFixed(1)} ms`,
  ]
  await last.page.context().close()
  return cells
}

/** Meetings of the team in which somebody raises a hand five times a second. */
async function atWork() {
  const open = []
  for (let i = 0; i < meetings; i++) {
    const room = await call('/api/rooms', { kind: 'standup', title: 'Bench', team: home.id })
    await call(`/api/rooms/${room.id}/join`, { secret: room.secret })
    open.push(room.id)
  }
  let on = false
  return setInterval(() => {
    on = !on
    for (const room of open) void act(room, 'hand', { on }).catch(() => {})
  }, 200)
}

const alone = await measure()
const work = await atWork()
const beside = await measure()
clearInterval(work)
const goals = ['≤ 400 kB', '≤ 300 ms', '', '≤ 4 ms', '≤ 4 ms', '≤ 4 ms']
const what = [
  'to open it: bytes over the wire',
  'to open it: main thread',
  'to open it: until its first item is seen',
  'an item at the top is reworded: main thread',
  'an item far down is reworded: main thread',
  'an item is moved: main thread',
]
console.log(`A team's home with ${items} items, median of 3 (to open) and ${rounds} (changes).\n`)
console.log(
  `| in the page | measured | with ${meetings} meetings of the team at work | goal |\n| --- | --- | --- | --- |`,
)
for (const [i, name] of what.entries()) console.log(`| ${name} | ${alone[i]} | ${beside[i]} | ${goals[i]} |`)
await browser.close()
process.exit(0)
