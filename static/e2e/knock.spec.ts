import { expect, open, test } from './fixtures'

test('whoever opens the bare address knocks, and comes in when it is opened', async ({ page, browser, watch }) => {
  const link = await open(watch(page), 'Ann')
  const [address = '', key = ''] = link.split('#')
  const context = await browser.newContext({ locale: 'de-DE', viewport: { width: 360, height: 740 } })
  const tomek = watch(await context.newPage())
  const sent: string[] = []
  tomek.on('request', (r) => sent.push(`${r.url()} ${r.postData() ?? ''}`))
  await tomek.goto(address)
  await expect(tomek.getByRole('heading', { name: 'Anklopfen' })).toBeVisible()
  await tomek.getByLabel('Dein Name').fill('Tomek')
  await tomek.getByRole('button', { name: 'Anklopfen' }).click()
  await expect(tomek.getByRole('heading', { name: 'Du hast angeklopft' })).toBeVisible()
  expect(await tomek.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  // Nothing of the room is told before it is opened.
  await expect(tomek.locator('body')).not.toContainText('Ann')

  const says = 'Tomek would like to come in, as developer.'
  await expect(page.getByText(says)).toBeVisible()
  await page.getByRole('button', { name: 'Answer', exact: true }).click()
  const sheet = page.getByRole('dialog', { name: 'People' })
  await expect(sheet.getByText(says)).toBeVisible()
  await sheet.getByRole('button', { name: 'Let in' }).click()
  await expect(sheet.getByText(says)).toBeHidden()
  await expect(sheet.locator('li').getByText('Tomek')).toBeVisible()

  await tomek.getByRole('button', { name: 'Platz nehmen' }).click()
  await expect(tomek.getByText('Ann').first()).toBeVisible()
  await tomek.reload()
  await expect(tomek.getByText('Ann').first()).toBeVisible()
  expect(sent.join('\n')).not.toContain(key)
  await context.close()
})

test('who is sent away, or knocks where nobody is, hears the same; and may stop waiting', async ({
  page,
  browser,
  watch,
}) => {
  const link = await open(watch(page), 'Ann')
  const context = await browser.newContext()
  const tomek = watch(await context.newPage())
  await tomek.goto(link.split('#')[0] ?? '')
  const knock = tomek.getByRole('button', { name: 'Knock', exact: true })
  await tomek.getByLabel('Your name').fill('Tomek')
  await knock.click()
  await page.getByRole('button', { name: 'Answer', exact: true }).click()
  const asks = page.getByRole('dialog', { name: 'People' }).getByText('Tomek would like to come in')
  await expect(asks).toBeVisible()
  await tomek.getByRole('button', { name: 'Stop waiting' }).click()
  await expect(asks).toBeHidden()
  await expect(tomek.getByLabel('Your name')).toHaveValue('Tomek')
  // The three minutes are the server's (TestAnUnknownRoomKnocksAlike); here only what the page says then.
  await tomek.route('**/knock', (route) => route.fulfill({ json: { in: false } }))
  await knock.click()
  await expect(tomek.getByRole('heading', { name: 'Nobody has opened' })).toBeVisible()
  await tomek.unroute('**/knock')
  await tomek.getByRole('button', { name: 'Knock again' }).click()
  await expect(asks).toBeVisible()
  await page.getByRole('button', { name: 'Not now' }).click()
  await expect(asks).toBeHidden()
  await expect(tomek.getByRole('heading', { name: 'You have knocked' })).toBeVisible()
  await context.close()
})
