// Walks a standup of the real program with eight bots, and takes pictures on the way: screens/live-*.png. Then it looks round
// at a team that `rondo demo` made up: screens/demo-*.png.
//   npm run screens -- live           desktop and phone, light and dark
//   npm run screens -- live --quick   desktop, light
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const program = process.env.RONDO ?? '../bin/rondo'
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

async function freePort() {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}

export async function live({ browser, looks, out, watch }) {
  if (!existsSync(program)) throw new Error(`${program} is not there: run make build`)
  await serve([], async (base) => {
    for (const look of looks) await walk(browser, base, look, out, watch)
  })
  const data = mkdtempSync(join(tmpdir(), 'rondo-demo-'))
  const said = execFileSync(program, ['demo', '-data', join(data, 'team')], { encoding: 'utf8' })
  const path = /\/r\/\S+/.exec(said)?.[0]
  await serve(['-data', join(data, 'team')], async (base) => {
    for (const look of looks) await visit(browser, base, path, look, out, watch)
  })
  rmSync(data, { recursive: true, force: true })
}

/** A server for as long as something is done with it, by itself in a directory of its own. */
async function serve(args, does) {
  const data = mkdtempSync(join(tmpdir(), 'rondo-screens-'))
  const address = `127.0.0.1:${await freePort()}`
  const server = spawn(program, ['-addr', address, '-data', data, ...args], { stdio: 'ignore' })
  const base = `http://${address}`
  try {
    for (
      let i = 0;
      !(await fetch(`${base}/livez`).then(
        (a) => a.ok,
        () => false,
      ));
      i++
    ) {
      if (i > 100) throw new Error('the program did not start')
      await pause(50)
    }
    await does(base)
  } finally {
    server.kill()
    await new Promise((resolve) => server.once('exit', resolve))
    rmSync(data, { recursive: true, force: true })
  }
}

async function walk(browser, base, { name, ...look }, out, watch) {
  const context = await browser.newContext({ ...look, baseURL: base })
  const page = await context.newPage()
  watch(page)
  const next = page.getByRole('contentinfo').locator('.next-action')
  const picture = async (what) => {
    await page.evaluate(() => document.fonts.ready)
    await page.evaluate(() => {
      scrollTo(0, 0)
      for (const side of document.querySelectorAll('main .side')) side.scrollTop = 0
    })
    await pause(400)
    await page.screenshot({ path: `${out}live-${what}-${name}.png` })
  }
  let bots
  try {
    await page.goto('/')
    await picture('home')
    await page.getByRole('button', { name: /Open\s*the room/ }).click()
    await page.getByLabel('Your name').fill('Noor')
    await picture('join')
    await page.getByRole('button', { name: 'Join the meeting' }).click()
    await page.getByRole('button', { name: 'Take my seat' }).waitFor()
    await picture('card')
    await page.getByRole('button', { name: 'Take my seat' }).click()
    await page
      .getByRole('button', { name: 'Set the goal' })
      .or(page.getByRole('tab', { name: 'Goal' }))
      .click()
    const set = page.getByRole('button', { name: 'Set the goal' })
    if (await set.isVisible()) await set.click()
    await page.getByRole('textbox', { name: 'Sprint goal' }).fill('A guest can pay by card and get a receipt.')
    await page.getByRole('button', { name: 'Save the goal' }).click()
    const invite = page.getByRole('tab', { name: 'Invite' })
    if (await invite.isVisible()) await invite.click()
    const link = await page.getByLabel('Link to this room').textContent()
    bots = spawn(program, ['bots', `http://${link}`, '-n', '8'], { stdio: 'ignore' })
    await page.getByText('All 9 are here').waitFor()
    await pause(15_000) // meanwhile bots write their notes
    await page
      .getByRole('contentinfo')
      .getByRole('button', { name: /^People/ })
      .click()
    const yes = page.getByRole('button', { name: 'Yes', exact: true })
    for (let i = 0; i < 4 && (await yes.isVisible()); i++) {
      await yes.click()
      await pause(400)
    }
    await page.keyboard.press('Escape')
    await picture('lobby')
    await next.click()
    await page.locator('.ring-who').getByText('Goal').waitFor()
    await next.click()
    await page.locator('.ring-who').getByText('Goal').waitFor({ state: 'hidden' })
    await pause(15_000) // bots speak for a while, and pass on by themselves
    await picture('round')
    if (look.viewport.width > 500 && look.colorScheme === 'light') {
      await page.setViewportSize({ width: 1200, height: 750 })
      await picture('readme')
      await page.setViewportSize(look.viewport)
    }
    for (const phase of ['blockers', 'plan', 'close']) {
      await page.keyboard.press('n')
      await page.locator('.ring-who').getByText(new RegExp(phase, 'i')).waitFor()
      await pause(1500)
      await picture(phase)
    }
  } finally {
    bots?.kill()
    await context.close()
  }
}

/** The home of the made-up team, all of it, and what it leads to. */
async function visit(browser, base, path, { name, ...look }, out, watch) {
  const context = await browser.newContext({ ...look, baseURL: base })
  const page = await context.newPage()
  watch(page)
  const picture = async (what) => {
    await page.evaluate(() => document.fonts.ready)
    // All that one scrolls to is in the picture.
    await page.setViewportSize(look.viewport)
    const height = await page.evaluate(() => {
      const stage = document.querySelector('#stage') ?? document.documentElement
      return Math.max(document.documentElement.scrollHeight, stage.scrollHeight + 120)
    })
    await page.setViewportSize({ width: look.viewport.width, height: Math.min(height, 6000) })
    await pause(400)
    await page.screenshot({ path: `${out}demo-${what}-${name}.png` })
    await page.setViewportSize(look.viewport)
  }
  try {
    await page.goto(path)
    await page.getByRole('button', { name: /^(Take my seat|Platz nehmen)$/ }).click()
    await page.locator('#goal').waitFor()
    await picture('home')
    for (const [kind, said] of [
      ['review', /^(Minutes|Protokoll): Review/],
      ['retrospective', /^(Minutes|Protokoll): Retro/],
    ]) {
      await page.getByText(/^\d+ (earlier|davor)$/).click()
      await page.getByRole('link', { name: said }).first().click()
      await pause(800)
      await picture(kind)
      await page.goBack()
      await page.locator('#goal').waitFor()
    }
  } finally {
    await context.close()
  }
}
