import type { Page } from '@playwright/test'
import { expect, next, open, join, test } from './fixtures'

const minutes = 60_000

/** A computer whose clock is wrong by `by` ms. */
async function wrongBy(page: Page, by: number): Promise<void> {
  await page.addInitScript((by) => {
    const right = Date
    Object.assign(globalThis, { right })
    globalThis.Date = class extends right {
      constructor(...given: unknown[]) {
        if (given.length) super(...(given as [number]))
        else super(right.now() + by)
      }
      static override now = () => right.now() + by
    } as DateConstructor
  }, by)
}

/**
 * When a page shows the clock run out, by the machine's clock: six times, each time that the figure changes. A busy machine
 * can only show a change too late, so the earliest of them is nearest to what the page believes.
 */
const end = (page: Page) =>
  page.locator('.clock').evaluate(
    (clock) =>
      new Promise<number>((tell) => {
        const { right } = globalThis as unknown as { right: DateConstructor }
        const ends: number[] = []
        const look = new MutationObserver(() => {
          const [minutes = 0, seconds = 0] = clock.textContent.trim().split(':').map(Number)
          if (ends.push(right.now() + (minutes * 60 + seconds) * 1000) < 6) return
          look.disconnect()
          tell(Math.min(...ends))
        })
        look.observe(clock, { characterData: true, childList: true, subtree: true })
      }),
  )

test('computers whose clocks are ten minutes early and late show the same time', async ({ browser, watch }) => {
  const early = watch(await (await browser.newContext()).newPage())
  const late = watch(await (await browser.newContext()).newPage())
  await wrongBy(early, 10 * minutes)
  await wrongBy(late, -10 * minutes)
  const link = await open(early, 'Ann')
  await late.goto(link)
  await join(late, 'Bo')
  await next(early).click()
  for (const page of [early, late]) await expect(page.getByRole('timer')).toBeVisible()
  const [one, other] = await Promise.all([end(early), end(late)])
  expect(Math.abs(one - other)).toBeLessThan(100)
  await early.context().close()
  await late.context().close()
})
