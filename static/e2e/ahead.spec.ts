import { violations } from './axe'
import { expect, next, open, phone, seat, test } from './fixtures'

test('a team estimates over days, each alone, and meets about the rest', async ({ page, watch, enter }) => {
  watch(page)
  const link = await open(page, 'Ann', 'Refinement')
  const [bo, cem] = await Promise.all([enter(link, 'Bo', ['Developer'], phone), enter(link, 'Cem')])
  for (const name of ['Bo', 'Cem']) await expect(seat(page, name)).toBeVisible()
  await page.getByRole('button', { name: 'Add an item' }).click()
  for (const title of ['Pay again', 'Refund']) {
    await page.getByLabel('What is it about?').fill(title)
    await page.keyboard.press('Enter')
  }
  const inTwoDays = new Date(Date.now() + 48 * 3_600_000).toISOString().slice(0, 16)
  await page.getByLabel('Let everybody do their part alone until').fill(inTwoDays)
  await page.getByRole('button', { name: 'Ask for it' }).click()
  await expect(page.getByText('0 of 3 have done it.')).toBeVisible()

  await next(bo).click() // on a phone it leads there
  expect(await violations(bo)).toEqual([])
  const card = (one: typeof page, title: string, size: string) =>
    one
      .getByRole('group', { name: `Your card for ${title}` })
      .getByRole('button', { name: size, exact: true })
      .click()
  for (const [one, refund] of [
    [page, '3'],
    [bo, '13'],
    [cem, '3'],
  ] as const) {
    await card(one, 'Pay again', '5')
    await card(one, 'Refund', refund)
    await expect(one.getByText('You have estimated all of them.')).toBeVisible()
  }
  await expect(page.getByText('3 of 3 have done it.')).toBeVisible()
  expect(await violations(page)).toEqual([])

  await page.getByRole('button', { name: 'Begin with the first item' }).click()
  await expect(page.getByRole('heading', { name: 'Refund' })).toBeVisible()
  await expect(bo.getByText('Refund').first()).toBeVisible()
})
