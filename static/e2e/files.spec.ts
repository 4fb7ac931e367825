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
})
