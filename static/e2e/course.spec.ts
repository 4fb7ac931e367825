import type { Page } from '@playwright/test'
import { violations } from './axe'
import { expect, next, open, phone, test } from './fixtures'

async function end(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Room: link' }).click()
  await page.getByRole('button', { name: 'End the meeting' }).click()
  await page.keyboard.press('Escape')
}

test('a standup that has ended is stepped through on a phone, by thumb and by key', async ({ page, watch, enter }) => {
  watch(page)
  const bo = await enter(await open(page, 'Ann'), 'Bo', ['Developer'], phone)
  await next(page).click()
  await page.getByRole('button', { name: 'Next phase' }).click()
  await page.getByRole('button', { name: 'Raise blocker' }).click()
  await page.getByLabel('What is in the way?').fill('No access to staging')
  await page.keyboard.press('Enter')
  await expect(page.getByText('No access to staging', { exact: true })).toBeVisible()
  await end(page)

  await bo.getByRole('tab', { name: 'Minutes' }).tap()
  await bo.getByRole('button', { name: 'Step through the meeting' }).tap()
  const sheet = bo.getByRole('dialog', { name: 'Step through the meeting' })
  const slider = sheet.getByRole('slider', { name: 'Step' })
  const step = sheet.getByRole('status').first()
  await expect(step).toHaveText('The meeting starts')
  await expect(sheet.getByText('Nothing so far.')).toBeVisible()
  await sheet.getByRole('button', { name: 'One step on' }).tap()
  await expect(step).toHaveText('Goal begins')
  await slider.press('ArrowRight')
  await expect(step).toHaveText('Round begins')
  await slider.press('ArrowRight')
  await expect(step).toHaveText('Blocker: No access to staging')
  await expect(slider).toHaveAttribute('aria-valuetext', /, Blocker: No access to staging$/)
  await expect(sheet.getByRole('listitem')).toHaveText('Blocker: No access to staging')
  expect(await violations(bo)).toEqual([])
  await slider.press('End')
  await expect(step).toHaveText('The meeting ends')
  await expect(sheet.getByRole('button', { name: 'One step on' })).toBeDisabled()
  await slider.press('Home')
  await expect(sheet.getByRole('listitem')).toHaveCount(0)
})
