import type { Page } from '@playwright/test'
import { expect, test, turnTo } from './fixtures'

/** In pixels: how large names are, how wide the corner ring is, and how far what lies beside the ring is from it. */
const measures = (page: Page) =>
  page.evaluate(() => {
    const all = (name: string) => [...document.querySelectorAll<HTMLElement>(name)].filter((e) => e.checkVisibility())
    const [ring, side, corner] = ['.ring', '.side', '.corner'].map((name) => all(name)[0]?.getBoundingClientRect())
    return {
      names: Math.min(...all('.seats .tag').map((tag) => parseFloat(getComputedStyle(tag).fontSize))),
      corner: corner?.width,
      apart: ring && side && side.left - ring.right,
      sideways: document.documentElement.scrollWidth - innerWidth,
      down: document.documentElement.scrollHeight - innerHeight,
    }
  })

test('on a wall names can be read from three metres, and everything grows with the screen', async ({ page, watch }) => {
  watch(page)
  await page.goto('/?story=')
  for (const [width, height, grown] of [
    [1920, 1080, 1],
    [2560, 1440, 4 / 3],
  ] as const) {
    await page.setViewportSize({ width, height })
    for (const story of ['standup/round', 'standup/lobby', 'standup/dozen', 'poker/reveal']) {
      await turnTo(page, `/?story=${story}&still`)
      const { names, apart = -1, sideways, down } = await measures(page)
      expect.soft(names, `${story} at ${width}`).toBeGreaterThanOrEqual(28 * grown)
      expect.soft([apart > 0, sideways <= 0, down <= 0], `${story} at ${width}`).toEqual([true, true, true])
    }
    await turnTo(page, '/?story=retrospective/write&still')
    const { corner = 0, sideways } = await measures(page)
    expect.soft([corner >= 180 * grown, sideways <= 0], `the corner ring at ${width}`).toEqual([true, true])
  }
})
