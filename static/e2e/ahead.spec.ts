import { violations } from './axe'
import { expect, next, open, phone, seat, test } from './fixtures'
import type { Page } from '@playwright/test'

/** Whoever leads asks all to do their part alone until the day after tomorrow. */
async function giveTwoDays(leads: Page): Promise<void> {
  const until = new Date(Date.now() + 48 * 3_600_000).toISOString().slice(0, 16)
  await leads.getByLabel('Let everybody do their part alone until').fill(until)
  await leads.getByRole('button', { name: 'Ask for it' }).click()
}

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
  await giveTwoDays(page)
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

test('a team writes its standup over days, each in their own time, and talks about what is in the way', async ({
  page,
  watch,
  enter,
}) => {
  watch(page)
  const link = await open(page, 'Ann')
  const [bo, cem] = await Promise.all([enter(link, 'Bo', ['Developer'], phone), enter(link, 'Cem')])
  for (const name of ['Bo', 'Cem']) await expect(seat(page, name)).toBeVisible()
  await page.getByLabel('Write instead of speaking').check({ force: true })
  await giveTwoDays(page)
  await expect(cem.getByRole('heading', { name: 'Write your notes, each in your own time.' })).toBeVisible()
  await expect(cem.getByText('0 of 3 have done it.')).toBeVisible()

  await bo.getByRole('tab', { name: /^Notes/ }).click()
  await bo.getByLabel('In the way').fill('The sandbox is down.')
  await next(bo).click()
  await expect(bo.getByText('1 of 3 have done it.')).toBeVisible()
  expect(await violations(bo)).toEqual([])
  await bo.goto('about:blank') // what is written stays with the page closed
  await cem.getByLabel('Today').fill('Retry when it fails.')
  await next(cem).click()
  await expect(page.getByText('2 of 3 have done it.')).toBeVisible()
  await expect(page.getByText('The sandbox is down.')).toBeVisible()
  expect(await violations(page)).toEqual([])

  await bo.goto(link)
  await page.getByRole('button', { name: 'Close the notes' }).click()
  await expect(bo.getByRole('heading', { name: 'Blockers', exact: true }).first()).toBeAttached()
  await expect(bo.getByText('The sandbox is down.')).toBeVisible()
})

test('a team says over days how much time it has, and meets knowing what it can do', async ({ page, watch, enter }) => {
  watch(page)
  const link = await open(page, 'Ann', 'Planning')
  const [bo, cem] = await Promise.all([enter(link, 'Bo', ['Developer'], phone), enter(link, 'Cem')])
  for (const name of ['Bo', 'Cem']) await expect(seat(page, name)).toBeVisible()
  await giveTwoDays(page)
  await expect(cem.getByRole('heading', { name: 'Say how much time you have for the sprint.' })).toBeVisible()
  await next(bo).click() // on a phone it leads there
  for (const [one, days] of [
    [bo, '10'],
    [cem, '6.5'],
  ] as const) {
    await one.getByLabel('My days in this sprint').fill(days)
    await one.getByLabel('My days in this sprint').press('Enter')
  }
  await expect(page.getByText('2 of 3 have done it.')).toBeVisible()
  await expect(page.getByText('Not yet: Ann')).toBeVisible()
  expect(await violations(page)).toEqual([])
  expect(await violations(bo)).toEqual([])
  await bo.goto('about:blank') // what was said stays with the page closed
  await page.getByLabel('My days in this sprint').fill('3.5')
  await page.getByLabel('My days in this sprint').press('Enter')
  await expect(page.getByText('3 of 3 have done it.')).toBeVisible()
  await next(page).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Why' })).toBeAttached()
  await expect(cem.getByRole('heading', { level: 1, name: 'Why' })).toBeAttached()
  await expect(cem.getByText('The time to do this alone is over')).toHaveCount(0)
})
