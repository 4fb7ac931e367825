import type { Page } from '@playwright/test'
import { violations } from './axe'
import { expect, join, next, open, phone, test } from './fixtures'

/** To this page every meeting has run for minutes longer than it did. */
const startedEarlier = (page: Page, minutes: number) =>
  page.routeWebSocket(/\/live/, (socket) => {
    const room = socket.connectToServer()
    room.onMessage((frame) =>
      socket.send(
        frame
          .toString()
          .replace(
            /("started\\?":)(\d+)/g,
            (_, name: string, at: string) => name + String(Number(at) - minutes * 60_000),
          ),
      ),
    )
  })

test('who comes late reads on a phone what they missed, once', async ({ page, watch, browser, enter }) => {
  watch(page)
  const link = await open(page, 'Ann')
  const bo = await enter(link, 'Bo')
  await next(page).click()
  await page.getByRole('button', { name: 'Next phase' }).click()
  await bo.keyboard.press('i')
  await bo.getByLabel('What is in the way?').fill('Staging is full')
  await bo.keyboard.press('Enter')
  await expect(page.getByText('Staging is full')).toBeVisible()
  await expect(page.getByRole('region', { name: 'What you missed' })).toBeHidden()

  const context = await browser.newContext(phone)
  const cem = watch(await context.newPage())
  await startedEarlier(cem, 5)
  await cem.goto(link)
  await join(cem, 'Cem')
  const missed = cem.getByRole('region', { name: 'What you missed' })
  await expect(missed.getByRole('listitem')).toHaveText([
    'Now: Round, just begun',
    'Before: Goal',
    /^(Ann|Bo) speaks, 0 of \d have spoken$/,
    'Blocker: Staging is full',
  ])
  await expect(cem.getByRole('status').filter({ hasText: 'What you missed. Now: Round' })).toBeAttached()
  expect(await violations(cem)).toEqual([])
  await cem.screenshot({ path: 'test-results/missed-phone.png' })
  await missed.getByRole('button', { name: 'Got it' }).click()
  await expect(missed).toBeHidden()

  await cem.reload()
  await expect(cem.getByText('Staging is full').or(cem.getByRole('timer')).first()).toBeVisible()
  await expect(missed).toBeHidden()
  await context.close()
})
