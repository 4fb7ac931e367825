import config from '../playwright.config'
import { expect, inView, test, turnTo } from './fixtures'

const plain = config.use?.launchOptions
test.use({ launchOptions: { ...plain, args: [...(plain?.args ?? []), '--blink-settings=defaultFontSize=32'] } })

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
