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
