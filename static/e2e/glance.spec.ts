import type { Page } from '@playwright/test'
import { expect, next, open, phone, test } from './fixtures'

const story = async (page: Page, name: string) => {
  await page.setViewportSize({ width: 390, height: 664 })
  await page.goto(`/?story=${name}&still`)
  await page.locator('main').waitFor()
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(60)
}
const top = async (page: Page, what: string) => (await page.locator(what).boundingBox())?.y

test('on a phone the line of the meeting and its banner stay in view', async ({ page, watch }) => {
  watch(page)
  await story(page, 'standup/round')
  expect(await top(page, 'div.head')).toBe(0)
  await story(page, 'standup/paused')
  expect(await top(page, '.banner')).toBe(0)
})

test('on a phone nothing covers the field that is brought into view', async ({ page, watch }) => {
  watch(page)
  await page.setViewportSize({ width: 390, height: 400 })
  await page.goto('/?story=standup/lobby&still')
  const fields = page.locator('main textarea')
  await fields.first().waitFor()
  for (const field of await fields.all()) {
    await page.evaluate(() => scrollTo(0, 0))
    await field.evaluate((e) => e.scrollIntoView({ block: 'nearest' }))
    const [box, bar] = [await field.boundingBox(), await page.getByRole('contentinfo').boundingBox()]
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(bar?.y ?? 0)
  }
})

test('on a phone a new phase brings the stage into view, unless one is typing', async ({ page, watch, enter }) => {
  watch(page)
  const bo = await enter(await open(page, 'Ann'), 'Bo', ['Developer'], {
    ...phone,
    viewport: { width: 390, height: 664 },
  })
  const down = () => bo.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
  const at = () => bo.evaluate(() => scrollY)
  await down()
  await expect.poll(at).toBeGreaterThan(60)
  await next(page).click()
  await expect(bo.getByRole('heading', { level: 1, name: 'Goal' })).toBeAttached()
  await expect.poll(at).toBe(0)
  await page.getByRole('button', { name: 'Next phase' }).click()
  await expect(bo.getByText('1 of 2')).toBeVisible()
  await bo.getByRole('button', { name: 'Raise blocker' }).tap()
  await bo.getByLabel('What is in the way?').fill('Half a blo')
  await down()
  await expect.poll(at).toBeGreaterThan(60)
  await next(page).click() // the turn passes to or from Bo
  await expect(bo.getByText('2 of 2')).toBeVisible()
  expect(await at()).toBeGreaterThan(60)
  await expect(bo.getByLabel('What is in the way?')).toBeFocused()
})
