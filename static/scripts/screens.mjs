// Takes a picture of every story in light and dark, on desktop and phone, and one of each hard state, and leaves them in screens/.
//   npm run screens            all
//   npm run screens -- round   only stories whose name contains "round"
//   npm run screens -- live    only the real program, see live.mjs
import { mkdirSync, readdirSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { preview } from 'vite'
import { browser as program } from './browser.mjs'
import { live } from './live.mjs'

const out = new URL('../../screens/', import.meta.url).pathname
mkdirSync(out, { recursive: true })
const only = process.argv[2] ?? ''
const quick = process.argv.includes('--quick')

const stories = readdirSync('stories', { recursive: true })
  .filter((f) => f.endsWith('.json'))
  .map((f) => ({ name: f.slice(0, -5), path: `/?story=${f.slice(0, -5)}&still` }))
const pages = [
  { name: 'home', path: '/' },
  { name: 'lost', path: '/nowhere' },
  ...stories,
  ...['room', 'keys', 'agenda', 'people', 'react'].map((panel) => ({
    name: `panel/${panel}`,
    path: `/?story=standup/${panel === 'agenda' ? 'lobby' : 'round'}&still&open=${panel}`,
  })),
  { name: 'panel/bring', path: '/?story=retrospective/actions-empty&still&open=bring' },
  { name: 'panel/retrospective-room', path: '/?story=retrospective/facts-empty&still&open=room' },
  { name: 'panel/course', path: '/?story=standup/ended&still&open=course' },
  { name: 'standup/card', path: '/?story=standup/entering&still&card' },
].filter((p) => p.name.includes(only))

const sizes = { '1440x900': { width: 1440, height: 900 }, '390x844': { width: 390, height: 844 } }
const extra = {
  '360x740': { width: 360, height: 740 },
  '768x1024': { width: 768, height: 1024 },
  '1024x768': { width: 1024, height: 768 },
  '1920x1080': { width: 1920, height: 1080 },
}
const wanted = process.argv.includes('--sizes') ? { ...sizes, ...extra } : sizes

const server = await preview({ preview: { port: 0, open: false }, logLevel: 'error' })
const base = server.resolvedUrls?.local[0]
const browser = await chromium.launch({
  executablePath: program,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
})
let wrong = 0
function watch(page) {
  page.on('console', (m) => {
    if (m.type() !== 'error' && m.type() !== 'warning') return
    wrong++
    console.log(`${page.url()}: ${m.text()}`)
  })
  page.on('pageerror', (e) => {
    wrong++
    console.log(`${page.url()}: ${e.message}`)
  })
}
for (const [size, viewport] of Object.entries(wanted)) {
  for (const theme of quick ? ['light'] : ['light', 'dark']) {
    const context = await browser.newContext({
      viewport,
      colorScheme: theme,
      timezoneId: 'UTC',
      locale: process.env.LOCALE || 'en-GB',
      hasTouch: viewport.width < 500,
    })
    const page = await context.newPage()
    watch(page)
    for (const { name, path } of pages) {
      await page.goto(new URL(path, base).href)
      await page.locator('main').waitFor()
      await page.evaluate(() => document.fonts.ready)
      await page.waitForTimeout(350)
      await page.screenshot({ path: `${out}${name.replaceAll('/', '-')}-${size}-${theme}.png` })
    }
    await context.close()
  }
}

// What is harder than every day: one picture each.
const phone = { viewport: { width: 390, height: 664 }, hasTouch: true }
const wall = { viewport: { width: 1920, height: 1080 } }
const hard = [
  { name: 'hard/names', path: '/?story=standup/round&still&names', ...phone },
  { name: 'hard/names-28', path: '/?story=standup/many&still&names=28', viewport: sizes['1440x900'] },
  { name: 'hard/scrolled', path: '/?story=standup/round&still', down: 500, ...phone },
  { name: 'hard/wall', path: '/?story=standup/round&still', ...wall },
  { name: 'hard/wall-untouched', path: '/?story=standup/round&still&wall', ...wall },
  { name: 'hard/forced', path: '/?story=standup/round&still', viewport: sizes['1440x900'], forcedColors: 'active' },
  { name: 'hard/print', path: '/?story=standup/ended&still', viewport: { width: 794, height: 1123 }, media: 'print' },
  // All that one scrolls to: what is to be seen over sprints stands at the end of a home.
  { name: 'hard/trends', path: '/?story=team/trends&still', viewport: { width: 1440, height: 2400 } },
  {
    name: 'hard/trends-dark',
    path: '/?story=team/trends&still',
    viewport: { width: 360, height: 5200 },
    colorScheme: 'dark',
  },
  { name: 'hard/400', path: '/?story=standup/round&still', viewport: { width: 320, height: 256 } },
].filter((p) => p.name.includes(only))
for (const { name, path, down = 0, media = 'screen', ...look } of hard) {
  const context = await browser.newContext({ timezoneId: 'UTC', locale: process.env.LOCALE || 'en-GB', ...look })
  const page = await context.newPage()
  watch(page)
  await page.emulateMedia({ media })
  await page.goto(new URL(path, base).href)
  await page.locator('main').waitFor()
  await page.evaluate((down) => (scrollTo(0, down), document.fonts.ready), down)
  await page.waitForTimeout(350)
  await page.screenshot({ path: `${out}${name.replaceAll('/', '-')}.png` })
  await context.close()
}
const themes = quick ? ['light'] : ['light', 'dark']
if ('live'.includes(only)) {
  const looks = Object.entries(quick ? { '1440x900': sizes['1440x900'] } : sizes).flatMap(([size, viewport]) =>
    themes.map((colorScheme) => ({
      name: `${size}-${colorScheme}`,
      viewport,
      colorScheme,
      locale: 'en-GB',
      timezoneId: 'UTC',
      hasTouch: viewport.width < 500,
    })),
  )
  await live({ browser, looks, out, watch })
}
await browser.close()
await new Promise((resolve) => server.httpServer.close(resolve))
console.log(`${pages.length + hard.length} pages, pictures in screens/, ${wrong} messages on the console`)
process.exit(wrong ? 1 : 0)
