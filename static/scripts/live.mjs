// Walks a standup of the real program with eight bots, and takes pictures on the way: screens/live-*.png.
//   npm run screens -- live           desktop and phone, light and dark
//   npm run screens -- live --quick   desktop, light
import { spawn } from 'node:child_process'
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
  const data = mkdtempSync(join(tmpdir(), 'rondo-screens-'))
  const address = `127.0.0.1:${await freePort()}`
  const server = spawn(program, ['-addr', address, '-data', data], { stdio: 'ignore' })
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
    for (const look of looks) await walk(browser, base, look, out, watch)
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
