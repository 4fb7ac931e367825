import type { Page } from '@playwright/test'
import { expect, open, test, turnTo } from './fixtures'

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

test('a screen that nobody touches comes in by the link, and shows nothing that can be pressed or is somebody’s own', async ({
  page,
  browser,
  watch,
}) => {
  watch(page)
  const link = await open(page, 'Ann')
  const wall = watch(await browser.newPage({ viewport: { width: 1920, height: 1080 } }))
  await wall.goto(link.replace('#', '?wall#'))
  await expect(wall.getByText('Ann', { exact: true })).toBeVisible()
  expect(wall.url()).toMatch(/\?wall$/)
  await expect(page.getByText('1 listening')).toBeVisible()

  const own = 'Nobody worked past six this sprint'
  await turnTo(wall, '/?story=retrospective/write&still')
  await expect(wall.getByText(own)).toBeVisible()
  for (const story of [
    'retrospective/write',
    'retrospective/actions',
    'standup/round',
    'standup/own-turn',
    'poker/vote',
  ]) {
    await turnTo(wall, `/?story=${story}&still&wall`)
    await expect
      .soft(wall.locator('button:not(.disc, .brief):visible, form:visible, select:visible'), story)
      .toHaveCount(0)
    await expect.soft(wall.getByText(own), story).toHaveCount(0)
  }
  await wall.close()
})
