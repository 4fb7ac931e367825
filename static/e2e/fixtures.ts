import {
  test as base,
  expect,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from '@playwright/test'
import { Heard } from '../src/lib/beat'

const received = new WeakMap<Page, string[]>()

/** Every frame that a page was sent, by itself or by the beat: nobody's page may even receive what it must not show. */
export const heard = (page: Page): readonly string[] => received.get(page) ?? []

/** To be asked before the page goes anywhere. */
export function listen(page: Page): void {
  const frames: string[] = []
  received.set(page, frames)
  page.on('websocket', (socket) => {
    const lines = new Heard()
    socket.on('framereceived', ({ payload }) => {
      const text = payload.toString()
      const { beat } = JSON.parse(text) as { beat?: string }
      frames.push(...(beat === undefined ? [text] : lines.add(beat)))
    })
  })
}

/** `make sweep`: every theme and every width, of which `make test` looks at one each. */
export const sweep = !!process.env.E2E_SWEEP

/** Every page watches its own console: a warning there is a failure of the test. */
export const test = base.extend<{ watch: (page: Page) => Page; enter: Enter }>({
  watch: async ({}, use) => {
    const said: string[] = []
    await use((page) => {
      listen(page)
      page.on('console', (m) => ['error', 'warning'].includes(m.type()) && said.push(`${page.url()}: ${m.text()}`))
      page.on('pageerror', (e) => said.push(`${page.url()}: ${e.message}`))
      return page
    })
    expect(said).toEqual([])
  },
  enter: async ({ browser, watch }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (link, name, roles = ['Developer'], device = {}) => {
      const page = watch(await newPerson(browser, contexts, device))
      await page.goto(link)
      await join(page, name, roles)
      return page
    })
    await Promise.all(contexts.map((c) => c.close()))
  },
})

export type Enter = (link: string, name: string, roles?: string[], device?: BrowserContextOptions) => Promise<Page>

/** A phone held upright, for fingers. */
export const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

async function newPerson(browser: Browser, contexts: BrowserContext[], device: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext(device)
  contexts.push(context)
  return context.newPage()
}

/** Fills in the form, reads the card and sits down. */
export async function join(page: Page, name: string, roles: string[] = ['Developer']): Promise<void> {
  await page.getByLabel('Your name').fill(name)
  for (const box of await page.getByRole('checkbox').all()) await box.uncheck({ force: true })
  for (const role of roles) await page.getByRole('checkbox', { name: role, exact: true }).check({ force: true })
  await page.getByRole('button', { name: /^Join the (meeting|team)$/ }).click()
  await page.getByRole('button', { name: 'Take my seat' }).click()
}

/** Two taps: the first person opens a room and is in it. Returns the link for the others. */
export async function open(page: Page, name: string, kind?: string, roles?: string[]): Promise<string> {
  await page.goto('/')
  if (kind) await page.getByRole('group', { name: 'Which ceremony?' }).getByText(kind).click()
  await page.getByRole('button', { name: /Open\s*the room/ }).click()
  await expect(page.getByLabel('Your name')).toBeVisible()
  await join(page, name, roles)
  const link = await page.getByLabel('Link to this room').textContent()
  return `http://${link}`
}

export const seat = (page: Page, name: string) =>
  page.getByRole('button', { name: new RegExp(`^${name}: .*Seat menu$`) })
export const next = (page: Page) => page.getByRole('contentinfo').locator('.next-action')

/** In the lobby: gives a role that somebody asks for. */
export async function grant(page: Page, asks: string): Promise<void> {
  await page.getByRole('contentinfo').getByRole('button', { name: 'People 1 waits for an answer' }).click()
  const sheet = page.getByRole('dialog', { name: 'People' })
  await expect(sheet.getByText(asks)).toBeVisible()
  await sheet.getByRole('button', { name: 'Yes', exact: true }).click()
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
}

/** By key, as soon as there is a hand to raise. */
export async function raiseHand(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Raise hand' })).toBeVisible()
  await page.keyboard.press('h')
}

/** As the browser's own back and forward do it: nothing is loaded anew, so that looking takes the time. */
export async function turnTo(page: Page, path: string): Promise<void> {
  await page.evaluate((path) => {
    document.querySelector('main')?.setAttribute('data-left', '')
    history.pushState(null, '', path)
    dispatchEvent(new PopStateEvent('popstate'))
  }, path)
  await page.locator('main:not([data-left])').waitFor()
}

/** Another size of the screen, and everything that follows from it. */
export async function resize(page: Page, width: number, height: number): Promise<void> {
  await page.setViewportSize({ width, height })
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
}

/** What in the line of the meeting lies on something else there. */
export const crowded = (page: Page) =>
  page.getByRole('banner').evaluate((header) => {
    const boxes = [...header.querySelectorAll('.rehearsal, [aria-current] > *, p > *, .btn')]
      .filter((e) => e.checkVisibility())
      .map((e) => ({ says: e.textContent.trim(), box: e.getBoundingClientRect() }))
    const meet = (a: DOMRect, b: DOMRect) =>
      Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
      Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1
    return boxes.flatMap((a, i) =>
      boxes.slice(i + 1).flatMap((b) => (meet(a.box, b.box) ? [`${a.says} / ${b.says}`] : [])),
    )
  })

/** Whether of the first that this names more than half is on the screen, below and above what sticks there. */
export const inView = (page: Page, name: string) =>
  page.evaluate((name) => {
    const element = document.querySelector(name)
    if (!element?.checkVisibility()) return `${name} is not there`
    const box = element.getBoundingClientRect()
    const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
    const fits = box.left >= 0 && box.right <= innerWidth && box.top >= 0 && box.bottom <= innerHeight
    return fits && at?.closest(name) === element ? '' : `${name} at ${JSON.stringify(box)}`
  }, name)

export { expect }
