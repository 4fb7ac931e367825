import type { Page } from '@playwright/test'
import { expect, inView, next, open, test, turnTo } from './fixtures'

/** As a browser translates a page: every text that it may is taken out, and another put in its place. */
const translate = (page: Page) =>
  page.evaluate(() => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const texts: Node[] = []
    while (walk.nextNode()) texts.push(walk.currentNode)
    for (const text of texts) {
      if (!text.nodeValue?.trim() || text.parentElement?.closest('[translate=no], script, style')) continue
      const font = document.createElement('font')
      font.textContent = `~${text.nodeValue}`
      text.parentNode?.replaceChild(font, text)
    }
  })

// (sveltejs/svelte#15090)
test('a page that the browser translates says who speaks, how long, and what comes next', async ({ page, watch }) => {
  watch(page)
  await open(page, 'Ann')
  await translate(page)
  await next(page).click()
  await expect(page.locator('.ring-who')).toHaveText('Goal')
  await next(page).click()
  await expect(page.locator('.ring-who')).toHaveText('Your turn')
  await translate(page)
  await expect(page.getByRole('timer')).toHaveText(/^\d:\d\d$/)
  await expect(next(page)).toContainText('I’m done')
  const shown = await page.getByRole('timer').textContent()
  await expect(page.getByRole('timer')).not.toHaveText(shown ?? '')
})

test('at 400 % the time and the next step are in view, in every ceremony', async ({ page, watch }) => {
  watch(page)
  await page.setViewportSize({ width: 320, height: 256 })
  await page.goto('/?story=')
  for (const story of [
    'standup/round',
    'standup/overtime',
    'retrospective/write',
    'retrospective/discuss',
    'poker/vote',
  ]) {
    await turnTo(page, `/?story=${story}&still`)
    const seen = [await inView(page, 'header .turn b'), await inView(page, 'footer .next-action, footer .ask')]
    expect.soft(seen, story).toEqual(['', ''])
  }
})

// (GoogleChrome/lighthouse#9155)
test('is printed dark on white from every theme, and shows what is chosen in a reader’s own colours', async ({
  page,
  watch,
}) => {
  watch(page)
  await page.goto('/?story=standup/ended&still')
  await page.locator('main').waitFor()
  await page.evaluate(() => (document.documentElement.dataset.theme = 'dark'))
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  const colours = () =>
    page.evaluate(() => [getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor])
  expect(await colours()).toEqual(['rgb(26, 36, 41)', 'rgba(0, 0, 0, 0)'])

  await page.emulateMedia({ media: 'screen', forcedColors: 'active' })
  await turnTo(page, '/?story=standup/voted&still')
  const chosen = page.locator('[aria-checked=true], [aria-pressed=true]').first()
  const frame = await chosen.evaluate((e) => getComputedStyle(e).outlineStyle)
  expect(frame).toBe('solid')
})
