import { crowded, expect, next, open, seat, test } from './fixtures'

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

test('somebody removed by a slip is let in again, and has the seat and every word', async ({ page, watch, enter }) => {
  watch(page)
  const link = await open(page, 'Ann')
  const eve = await enter(link, 'Eve')
  await next(page).click()
  await page.getByRole('button', { name: 'Next phase' }).click()
  await eve.getByRole('button', { name: 'Raise blocker' }).click()
  await eve.getByLabel('What is in the way?').fill('Half a blo')
  page.on('dialog', (d) => d.accept())
  await seat(page, 'Eve').click()
  await page.getByRole('menuitem', { name: 'Remove from the room' }).click()
  await expect(eve.getByRole('heading', { name: 'You were removed from this room' })).toBeVisible()
  await page.getByRole('status').filter({ hasText: 'Eve was removed.' }).getByRole('button', { name: 'Undo' }).click()
  await expect(seat(page, 'Eve')).toBeVisible()
  await eve.getByRole('button', { name: 'Back to the meeting' }).click()
  await expect(seat(eve, 'Eve')).toBeVisible()
  await expect(eve.getByLabel('What is in the way?')).toHaveValue('Half a blo')
})

test('everybody is told who leads now', async ({ page, watch, enter }) => {
  watch(page)
  const link = await open(page, 'Ann')
  const bo = await enter(link, 'Bo')
  const cem = await enter(link, 'Cem')
  await seat(page, 'Bo').click()
  await page.getByRole('menuitem', { name: 'Let Bo facilitate' }).click()
  await expect(bo.getByText('You facilitate now.')).toBeVisible()
  await expect(page.getByText('Bo facilitates now.')).toBeVisible()
  await expect(cem.getByText('Bo facilitates now.')).toBeVisible()
})

test('a meeting that ended is held again with one tap, and the old link leads there', async ({
  page,
  watch,
  enter,
  browser,
}) => {
  watch(page)
  const link = await open(page, 'Ann')
  const bo = await enter(link, 'Bo', ['Observer'])
  await page.getByRole('button', { name: 'Set the goal' }).click()
  await page.getByRole('textbox', { name: 'Sprint goal' }).fill('Ship it')
  await page.getByRole('button', { name: 'Save the goal' }).click()
  await next(page).click()
  await page.getByRole('button', { name: 'Room: link' }).click()
  await page.getByRole('button', { name: 'End the meeting' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Same again' }).click()
  await page.getByRole('button', { name: 'Join the meeting' }).click()
  await page.getByRole('button', { name: 'Take my seat' }).click()
  await expect(page.getByText('Ship it').first()).toBeVisible()

  await bo.getByRole('button', { name: 'Go there' }).click()
  await expect(bo.getByLabel('Your name')).toHaveValue('Bo')
  await expect(bo.getByRole('checkbox', { name: 'Observer' })).toBeChecked()
  const cem = watch(await browser.newPage())
  await cem.goto(link)
  await cem.getByRole('link', { name: 'Go there' }).click()
  await expect(cem.getByText('Ann leads it.')).toBeVisible()
  await cem.close()
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

test('who tries a meeting with bots reads on every screen that it is a rehearsal', async ({ page, watch, enter }) => {
  watch(page)
  const link = await open(page, 'Ann', 'Retro')
  await page.getByRole('button', { name: /bots/ }).click()
  const mark = page.getByRole('banner').getByText('Rehearsal')
  await expect(mark).toBeVisible()
  await page.setViewportSize({ width: 320, height: 700 })
  await expect(mark).toBeInViewport({ ratio: 1 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
  expect(await crowded(page)).toEqual([])
  await enter(link, 'Bo')
  await expect(mark).toHaveCount(0) // nobody else was ever there, or it is a meeting like any other
})
