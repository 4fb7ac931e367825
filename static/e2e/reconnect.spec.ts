import { expect, next, open, seat, test } from './fixtures'
import { Program } from './program'

// The browser itself reports a socket that broke; here that is the point.
test('a killed server costs nothing: what was done meanwhile goes out once, when it is back', async ({ browser }) => {
  const program = await Program.start()
  const context = await browser.newContext({ baseURL: program.url })
  try {
    const page = await context.newPage()
    const link = await open(page, 'Ann')
    const bo = await (await browser.newContext()).newPage()
    await bo.goto(link)
    await bo.getByLabel('Your name').fill('Bo')
    await bo.getByRole('button', { name: 'Join the meeting' }).click()
    await bo.getByRole('button', { name: 'Take my seat' }).click()
    await next(page).click()
    await next(page).click()
    await expect(page.getByText('1 of 2')).toBeVisible()

    await program.kill()
    await expect(page.getByText('Reconnecting. Nothing is lost.')).toBeVisible()
    await page.getByRole('button', { name: 'Raise blocker' }).click()
    await page.getByLabel('What is in the way?').fill('The power is out')
    await page.keyboard.press('Enter')
    await expect(page.getByText('raised by you · waiting to be sent')).toBeVisible()
    await page.keyboard.press('Escape')
    await page.keyboard.press('h')

    await program.start()
    await expect(page.getByText('Reconnecting. Nothing is lost.')).toBeHidden({ timeout: 15_000 })
    await expect(page.getByText('waiting to be sent')).toHaveCount(0)
    await expect(seat(bo, 'Ann')).toHaveAccessibleName(/hand up/, { timeout: 15_000 })
    await expect(bo.getByText('The power is out')).toHaveCount(1)

    // The clock went on: the turn is still the same one, and it can be passed.
    const speaker = (await page.locator('.ring-who').textContent())?.includes('Your turn') ? page : bo
    await next(speaker).click()
    await expect(page.getByText('2 of 2')).toBeVisible()
  } finally {
    await program.kill()
    await context.close()
  }
})

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

test('keys alone lead through a meeting', async ({ page, watch, enter }) => {
  watch(page)
  const link = await open(page, 'Ann')
  await enter(link, 'Bo')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Space')
  await expect(page.getByRole('timer')).toBeVisible()
  await page.keyboard.press('p')
  await expect(page.getByText('All clocks stand still.')).toBeVisible()
  await page.keyboard.press('p')
  await expect(page.getByText('All clocks stand still.')).toBeHidden()
  await page.keyboard.press('n')
  await expect(page.getByText('1 of 2')).toBeVisible()
  await page.keyboard.press('b')
  await expect(page.getByRole('heading', { name: 'Goal', exact: true })).toBeAttached()
})
