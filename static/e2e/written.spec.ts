import { expect, next, open, test } from './fixtures'

test('a standup in writing: all notes in one list, and talk only about what is in the way', async ({
  page,
  watch,
  enter,
}) => {
  watch(page)
  const link = await open(page, 'Ann')
  const bo = await enter(link, 'Bo')
  const guest = await enter(link, 'Eve', ['Observer'])

  await page.getByLabel('Start by itself at').fill(inMinutes(10))
  await page.getByRole('button', { name: 'Set', exact: true }).click()
  await expect(bo.locator('.ring-who')).toHaveText(/^Starts at \d\d:\d\d$/)
  await expect(bo.getByRole('timer')).toHaveText(/^(10:00|\d:\d\d)$/)

  await page.getByLabel('Write instead of speaking').check({ force: true })
  await expect(bo.locator('.ring-who')).toHaveText(/^Write until/)
  await page.getByRole('button', { name: 'Not by itself' }).click()
  await expect(bo.getByRole('timer')).toHaveCount(0)

  await bo.getByLabel('Today').fill('Retry when it fails.')
  await bo.getByLabel('In the way').fill('The sandbox is down.')
  await next(bo).click()
  await expect(page.getByText('Retry when it fails.')).toBeVisible()
  await expect(page.getByText('Not yet: Bo')).toHaveCount(0)
  await expect(guest.getByText('Notes are for the team.')).toBeVisible()
  await expect(guest.getByText('Retry when it fails.')).toHaveCount(0)

  await page.getByRole('button', { name: 'Close the notes' }).click()
  await expect(bo.getByRole('heading', { name: 'Blockers', exact: true }).first()).toBeAttached()
  await expect(bo.getByText('The sandbox is down.')).toBeVisible()
})

/** The wall clock that many minutes from now, in the browser's time zone, which is UTC. */
const inMinutes = (n: number) => new Date(Date.now() + n * 60_000).toISOString().slice(11, 16)
