import type { Page } from '@playwright/test'
import config from '../playwright.config'
import { expect, inView, test, turnTo } from './fixtures'

const plain = config.use?.launchOptions
test.use({ launchOptions: { ...plain, args: [...(plain?.args ?? []), '--blink-settings=defaultFontSize=32'] } })

/** Whose seats lie over another's, with what is written at them. */
const overlaps = (page: Page) =>
  page.evaluate(() => {
    const seats = [...document.querySelectorAll('.seats .seat')].map((seat) => ({
      name: seat.textContent,
      boxes: [...seat.querySelectorAll('.disc, .tag')]
        .filter((e) => e.checkVisibility())
        .map((e) => e.getBoundingClientRect()),
    }))
    const meet = (a: DOMRect, b: DOMRect) =>
      Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 &&
      Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2
    return seats.flatMap((a, i) =>
      seats
        .slice(i + 1)
        .flatMap((b) => (a.boxes.some((x) => b.boxes.some((y) => meet(x, y))) ? [`${a.name} and ${b.name}`] : [])),
    )
  })

test('with letters twice as large no seat on a phone lies over another, and the menu is on the screen', async ({
  page,
  watch,
}) => {
  watch(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/?story=')
  for (const story of ['standup/lobby', 'standup/round', 'standup/dozen', 'standup/blockers', 'retrospective/lobby']) {
    await turnTo(page, `/?story=${story}&still`)
    expect.soft(await overlaps(page), story).toEqual([])
    const menu = await page.locator('header .btn').last().boundingBox()
    expect.soft(menu && menu.x + menu.width, story).toBeLessThanOrEqual(390)
  }
})

test('with letters twice as large the time and the next step are in view, on a phone and on a desktop', async ({
  page,
  watch,
}) => {
  watch(page)
  await page.goto('/?story=')
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('32px')
  for (const [width, height] of [
    [390, 844],
    [1440, 900],
  ] as const) {
    await page.setViewportSize({ width, height })
    for (const story of ['standup/round', 'standup/overtime', 'retrospective/write', 'retrospective/discuss']) {
      await turnTo(page, `/?story=${story}&still`)
      const time = (await inView(page, 'header .turn b')) && (await inView(page, '.clock'))
      expect.soft([time, await inView(page, 'footer .next-action')], `${story} at ${width}`).toEqual(['', ''])
    }
  }
})
