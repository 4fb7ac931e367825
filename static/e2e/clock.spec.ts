import type { Page } from '@playwright/test'
import { expect, next, open, join, test } from './fixtures'

const minutes = 60_000

/** A computer whose clock is wrong by `by` ms. */
async function wrongBy(page: Page, by: number): Promise<void> {
  await page.addInitScript((by) => {
    const right = Date
    globalThis.Date = class extends right {
      constructor(...given: unknown[]) {
        if (given.length) super(...(given as [number]))
        else super(right.now() + by)
      }
      static override now = () => right.now() + by
    } as DateConstructor
  }, by)
}

/** Notes, by the clock of the test, when the figure in the ring changes to what. */
async function changes(page: Page, seen: Map<string, number>): Promise<void> {
  await page.exposeFunction('noted', (figure: string) => seen.set(figure, performance.now()))
  await page.locator('.clock').waitFor()
  await page.evaluate(() => {
    const clock = document.querySelector('.clock') as HTMLElement
    const tell = (globalThis as unknown as { noted: (figure: string) => void }).noted
    new MutationObserver(() => tell(clock.textContent.trim())).observe(clock, {
      characterData: true,
      childList: true,
      subtree: true,
    })
  })
}

test('computers whose clocks are ten minutes early and late show the same time', async ({ browser, watch }) => {
  const early = watch(await (await browser.newContext()).newPage())
  const late = watch(await (await browser.newContext()).newPage())
  await wrongBy(early, 10 * minutes)
  await wrongBy(late, -10 * minutes)
  const link = await open(early, 'Ann')
  await late.goto(link)
  await join(late, 'Bo')
  await next(early).click()
  const seen = [new Map<string, number>(), new Map<string, number>()] as const
  await Promise.all([changes(early, seen[0]), changes(late, seen[1])])
  await expect
    .poll(() => [...seen[0].keys()].filter((f) => seen[1].has(f)).length, { timeout: 20_000 })
    .toBeGreaterThan(5)
  const apart = [...seen[0]].filter(([f]) => seen[1].has(f)).map(([f, at]) => Math.abs(at - (seen[1].get(f) as number)))
  apart.sort((a, b) => a - b)
  // The middle one: a single change may come late on a busy machine, a wrong clock is wrong every time.
  expect(apart[Math.floor(apart.length / 2)]).toBeLessThan(100)
  await early.context().close()
  await late.context().close()
})
