import { expect, next, open, test } from './fixtures'

test('who has gone home after the meeting reads its minutes, and comes back as who they were', async ({
  page,
  watch,
  enter,
}) => {
  watch(page)
  const link = await open(page, 'Ann')
  const bo = await enter(link, 'Bo')
  await next(page).click()
  await expect(bo.getByRole('heading', { name: 'Sprint goal' }).first()).toBeVisible()
  await page.getByRole('button', { name: 'Room: link' }).click()
  page.once('dialog', (d) => d.accept())
  await page.getByRole('button', { name: 'End the meeting' }).click()
  await expect(bo.getByText('Done for today')).toBeVisible()

  await bo.getByRole('button', { name: 'Room: link' }).click()
  bo.once('dialog', (d) => d.accept())
  await bo.getByRole('button', { name: 'Leave the meeting' }).click()
  await bo.getByRole('link', { name: 'Read the minutes' }).click()
  await expect(bo.getByText('Ann, Bo')).toBeVisible()

  await bo.goto(link)
  await bo.getByRole('button', { name: 'Join the meeting' }).click()
  await expect(bo.getByText('Done for today')).toBeVisible()
  await bo.goto(`${bo.url().replace(/#.*/, '')}/minutes`)
  await expect(bo.getByText('Ann, Bo', { exact: true })).toBeVisible()

  // A long title leaves its room to the button beside it.
  const print = bo.getByRole('button', { name: 'Print' })
  const { height } = await print.evaluate((button) => {
    const title = document.querySelector('h1')
    if (title) title.textContent = 'Payments and everything that belongs to them '.repeat(4)
    document.body.style.width = '320px'
    return button.getBoundingClientRect()
  })
  expect(height).toBeLessThan(60)

  // On paper nothing can be pressed, and a sheet does not scroll.
  await bo.emulateMedia({ media: 'print' })
  await expect(bo.getByRole('button')).toHaveCount(0)
  const wide = await bo.evaluate(() => {
    const title = document.querySelector('h1')
    if (title) title.textContent = 'W'.repeat(400)
    return document.documentElement.scrollWidth > innerWidth
  })
  expect(wide).toBe(false)
})

test('of several tabs in one room one sounds: the one that was touched last', async ({ page, watch }) => {
  watch(page)
  await page.context().addInitScript(() => {
    const make = AudioContext.prototype.createOscillator
    AudioContext.prototype.createOscillator = function () {
      document.documentElement.dataset.tones = String(Number(document.documentElement.dataset.tones ?? 0) + 1)
      return make.call(this)
    }
  })
  const tones = (tab: typeof page) => tab.evaluate(() => Number(document.documentElement.dataset.tones ?? 0))
  await open(page, 'Ann')
  const second = watch(await page.context().newPage())
  await second.goto(page.url())
  await expect(next(second)).toBeVisible()
  await next(second).click()
  await expect(page.getByRole('heading', { name: 'Sprint goal' }).first()).toBeVisible()
  await next(second).click()
  for (const tab of [page, second]) await expect(tab.locator('.ring-who')).toHaveText('Your turn')
  await expect.poll(() => tones(second)).toBe(2)
  expect(await tones(page)).toBe(0)

  // Who sounds has gone: the other takes over.
  const voices = () =>
    page.evaluate(async () => {
      const { held = [], pending = [] } = await navigator.locks.query()
      return `${held.length} sounds, ${pending.length} waits`
    })
  expect(await voices()).toBe('1 sounds, 2 waits') // the second still stands where it stood before it was touched
  await second.close()
  await expect.poll(voices).toBe('1 sounds, 0 waits')
})
