import { expect, open, seat, test } from './fixtures'

test('two tabs and a phone are one person', async ({ page, watch, enter }) => {
  watch(page)
  const link = await open(page, 'Ann')
  const bo = await enter(link, 'Bo')
  const second = watch(await bo.context().newPage())
  await second.goto(bo.url())
  await expect(seat(second, 'Bo')).toBeVisible()
  await second.keyboard.press('h')
  await expect(bo.getByRole('button', { name: 'Lower hand' })).toBeVisible()

  await bo.getByRole('button', { name: 'Room: link' }).click()
  await bo.getByRole('button', { name: 'Show a code for my phone' }).click()
  await expect(bo.getByRole('img', { name: 'My phone, as me' })).toBeVisible()
  await bo.keyboard.press('Escape')
  await expect(page.getByText('All 2 are here')).toBeVisible()
})

test('who is removed is told so, and the seat is free', async ({ page, watch, enter }) => {
  watch(page)
  const link = await open(page, 'Ann')
  const eve = await enter(link, 'Eve')
  page.on('dialog', (d) => d.accept())
  await seat(page, 'Eve').click()
  await page.getByRole('menuitem', { name: 'Remove from the room' }).click()
  await expect(eve.getByRole('heading', { name: 'You were removed from this room' })).toBeVisible()
  await expect(page.getByText('You are alone here')).toBeVisible()
})

test('a deleted room is gone for everyone', async ({ page, watch, enter }) => {
  watch(page)
  const link = await open(page, 'Ann')
  const bo = await enter(link, 'Bo')
  await bo.getByRole('button', { name: 'Room: link' }).click()
  await expect(bo.getByRole('button', { name: 'Delete this room' })).toHaveCount(0)
  page.on('dialog', (d) => d.accept())
  await page.getByRole('button', { name: 'Room: link' }).click()
  await page.getByRole('button', { name: 'Delete this room' }).click()
  await expect(page.getByRole('heading', { name: 'This room is gone' })).toBeVisible()
  await expect(bo.getByRole('heading', { name: 'This room is gone' })).toBeVisible()
})
