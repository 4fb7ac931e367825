import { readFile } from 'node:fs/promises'
import { expect, grant, next, open, seat, test } from './fixtures'

// Here what moves moves, as it does for most.
test.use({ contextOptions: { reducedMotion: 'no-preference' } })

test('a whole standup: three people, from two taps to the minutes', async ({ page, watch, enter }) => {
  watch(page)
  const link = await open(page, 'Ann')
  expect(link).toMatch(/\/r\/[0-9a-f-]{36}#[A-Za-z0-9_-]{22}$/)
  await expect(page).toHaveURL(/\/r\/[0-9a-f-]{36}$/)

  const bo = await enter(link, 'Bo')
  await expect(bo).toHaveURL(/\/r\/[0-9a-f-]{36}$/)
  const ilse = await enter(link, 'Ilse', ['Product owner'])
  await grant(page, 'Ilse would like to be product owner.')
  await expect(ilse.getByText('Ilse, product owner')).toBeVisible()

  // Notes: the team reads them, and everyone sees that they are there.
  await bo.getByLabel('Since yesterday').fill('The export runs.')
  await bo.getByLabel('Today').fill('Retry when it fails.')
  await bo.getByLabel('In the way').fill('The sandbox is down.')
  await next(bo).click()
  await expect(seat(page, 'Bo')).toHaveAccessibleName(/has a blocker/)

  await page.getByRole('button', { name: 'Set the goal' }).click()
  await page.getByRole('textbox', { name: 'Sprint goal' }).fill('A guest can pay by card.')
  await page.getByRole('button', { name: 'Save the goal' }).click()

  await next(page).click()
  await expect(bo.getByText('A guest can pay by card.')).toBeVisible()
  await expect(bo.getByRole('timer')).toBeVisible()
  await next(page).click()

  // The round: whoever speaks says so, and the floor comes round to everyone.
  await expect(page.getByText('1 of 2')).toBeVisible()
  const [first, second] = (await page.locator('.ring-who').textContent())?.includes('Your turn')
    ? [page, bo]
    : [bo, page]
  await expect(first.locator('.ring-who')).toHaveText('Your turn')
  await next(first).click()
  await expect(second.locator('.ring-who')).toHaveText('Your turn')
  await expect(ilse.getByText('2 of 2')).toBeVisible()
  await bo.keyboard.press('i')
  await bo.getByLabel('What is in the way?').fill('Staging is full')
  await bo.keyboard.press('Enter')
  await expect(page.getByText('Staging is full')).toBeVisible()
  await ilse.getByRole('button', { name: 'Park topic' }).click()
  await ilse.getByLabel('What should wait?').fill('Safari 15?')
  await ilse.keyboard.press('Enter')
  await next(second).click()

  // Blockers: nobody's is red until somebody takes it.
  await expect(page.getByRole('heading', { name: /^Blockers/ }).first()).toBeVisible()
  await expect(page.getByText('Nobody owns this yet').first()).toBeVisible()
  const staging = bo.getByRole('listitem').filter({ hasText: 'Staging is full' })
  await staging.getByRole('button', { name: 'I’ll take it' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Staging is full' })).toContainText('Bo')
  await next(page).click()

  // The plan: hidden until both have answered; the product owner is not asked.
  await expect(ilse.getByText('Only developers answer.')).toBeVisible()
  await page.getByRole('button', { name: 'Yes', exact: true }).click()
  await expect(bo.getByText('1 of 2 have voted').first()).toBeVisible()
  await bo.keyboard.press('3')
  await expect(ilse.getByText('Plan anew: is the sprint goal still in reach?')).toBeVisible()
  await expect(ilse.getByRole('row', { name: 'No 1 Bo' })).toBeAttached()
  await next(page).click() // it would go on by itself, when all have looked at the result

  await expect(ilse.getByRole('heading', { name: 'Minutes' })).toBeVisible()
  await next(page).click()
  await expect(ilse.getByText('Done for today')).toBeVisible()

  const download = page.waitForEvent('download')
  await page.getByText('Save as…').click()
  await page.getByRole('link', { name: 'Text (Markdown)' }).click()
  expect((await download).suggestedFilename()).toMatch(/ \d{4}-\d\d-\d\d\.md$/)
  const markdown = await readFile(await (await download).path(), 'utf8')
  expect(markdown).toContain('A guest can pay by card.')
  expect(markdown).toContain('Staging is full')

  const minutes = watch(await page.context().newPage())
  await minutes.goto(new URL('minutes', `${page.url()}/`).href)
  await expect(minutes.getByRole('heading', { name: 'Sprint goal' })).toBeVisible()
  await expect(minutes.getByText('Ann, Bo, Ilse')).toBeVisible()
})

test('the key of a link is kept by the browser, not by the address', async ({ page, watch, enter }) => {
  watch(page)
  const link = await open(page, 'Ann')
  const bo = await enter(link, 'Bo')
  await bo.getByRole('button', { name: 'Room: link' }).click()
  await expect(bo.getByLabel('Link to this room')).toContainText(new URL(link).hash)
  await bo.reload()
  await expect(seat(bo, 'Bo')).toBeVisible()
  await expect(bo.getByText('2 of 2 are here').or(bo.getByText('All 2 are here'))).toBeVisible()
})

test('an address without its key says what to do, and a wrong key opens nothing', async ({ page }) => {
  await page.goto('/r/4b0f6f0e-1c1c-4a53-9a0b-0f4f6a2f7c01')
  await expect(page.getByRole('heading', { name: 'Knock at the door' })).toBeVisible()
  await page.goto('/r/4b0f6f0e-1c1c-4a53-9a0b-0f4f6a2f7c01#AAAAAAAAAAAAAAAAAAAAAA')
  await page.getByLabel('Your name').fill('Eve')
  await page.getByRole('button', { name: 'Join the meeting' }).click()
  await expect(page.getByRole('heading', { name: 'This link opens no room' })).toBeVisible()
})

test('alone, three bots show how it goes', async ({ page, watch }) => {
  watch(page)
  await open(page, 'Ann')
  await expect(page.getByText('You are alone here')).toBeVisible()
  await page.getByRole('button', { name: 'Try it with three bots' }).click()
  await page.getByRole('button', { name: /^People/ }).click()
  await expect(page.getByRole('dialog').getByText('bot · here')).toHaveCount(3)
})

test('a language and a theme are one person’s own, at once and next time', async ({ page, watch, enter }) => {
  watch(page)
  const link = await open(page, 'Ann')
  const bo = await enter(link, 'Bo')
  await bo.getByRole('button', { name: 'Room: link' }).click()
  await bo.getByRole('radio', { name: 'Deutsch' }).click()
  await bo.getByRole('radio', { name: 'Dunkel' }).click()
  await bo.reload()
  await expect(bo.locator('html')).toHaveAttribute('lang', 'de')
  await expect(bo.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(bo.getByRole('button', { name: 'Hand heben' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Start the standup' })).toBeVisible()
})
