import type { Page } from '@playwright/test'
import { violations } from './axe'
import { expect, heard, join, next, phone, seat, test } from './fixtures'

test.use(phone)
const desktop = { viewport: { width: 1280, height: 800 }, hasTouch: false, isMobile: false }
const at = (page: Page, step: string) =>
  page.getByRole('navigation').getByRole('listitem').filter({ hasText: step }).and(page.locator('[aria-current]'))

async function fill(page: Page, label: string, text: string): Promise<void> {
  await page.getByLabel(label).fill(text)
  await page.keyboard.press('Enter')
}

/** A tap just after a clock rang is meant for what was there before: she looks for a second, by the clock of the meeting. */
async function settles(page: Page, size: string): Promise<void> {
  await expect(next(page)).toContainText(`It is ${size}`)
  const elapsed = page.getByText(/^\d+:\d\d elapsed$/)
  for (const was of [elapsed, elapsed]) await expect(elapsed).not.toHaveText((await was.textContent()) ?? '')
  await next(page).click()
}

/** Each chooses a card, once the cards are there to choose from. */
async function choose(item: string, pages: Page[], cards: string[]): Promise<void> {
  for (const [i, page] of pages.entries()) {
    const deck = page.getByRole('group', { name: item })
    await deck.getByRole('button', { name: cards[i] ?? '', exact: true }).click()
  }
}

test('a product owner, alone in the lead, gets items ready with a team', async ({ page, watch, enter }) => {
  watch(page)
  await page.goto('/')
  await page.getByLabel('A home for your team').fill('Heron')
  await page.getByRole('button', { name: 'Open it' }).click()
  await join(page, 'Ilse', ['Product owner'])
  await page.getByRole('button', { name: 'Room: link' }).click()
  const ready = page.getByRole('region', { name: 'Definition of ready' })
  await ready.getByRole('button', { name: 'Add a criterion' }).click()
  await fill(page, 'Its acceptance criteria are written', 'It can be tried out')
  await expect(page.getByRole('dialog').getByText('It can be tried out')).toBeVisible()
  await page.keyboard.press('Escape') // out of the line
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Add an item' }).click()
  for (const title of ['Pay again', 'Pay by invoice']) await fill(page, 'What is it about?', title)
  const link = `http://${await page.getByLabel('Link to this room').textContent()}`
  const comes = (name: string, role = 'Developer') => enter(link, name, [role], desktop)
  const team = await Promise.all([comes('Jonas', 'Product manager'), comes('Mira'), comes('Ada'), comes('Bo')])
  const [jonas, mira, ada, bo] = team
  await page.getByRole('button', { name: 'People 1 waits for an answer' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Yes', exact: true }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Start Refinement' }).click()
  await page.getByRole('button', { name: 'Take my seat' }).click()
  for (const one of team) await one.getByRole('button', { name: 'Join Refinement' }).click()
  for (const one of team) await one.getByRole('button', { name: 'Take my seat' }).click()
  await bo.getByRole('button', { name: 'Room: link' }).click()
  await bo.getByRole('radio', { name: 'Deutsch' }).click()
  await bo.keyboard.press('Escape')
  for (const name of ['Jonas', 'Mira', 'Ada', 'Bo']) await expect(seat(page, name)).toBeVisible()

  // What is asked without a name nobody else's page even receives, until all such questions are shown.
  await next(page).filter({ hasText: 'Begin with the first item' }).click()
  await expect(at(bo, 'Vorstellen')).toBeVisible()
  await mira.getByLabel('Your question, seen by nobody yet').fill('How often?')
  await mira.getByRole('button', { name: 'Ask without a name' }).click()
  await expect(mira.getByRole('button', { name: 'Take back: How often?' })).toBeVisible()
  await next(page).filter({ hasText: 'On to questions' }).click()
  await expect(at(ada, 'Clarify')).toBeVisible()
  expect(heard(mira).join()).toContain('How often?')
  for (const one of [page, jonas, ada, bo]) expect(heard(one).join()).not.toContain('How often?')
  await next(page).filter({ hasText: 'On to: is it ready?' }).click()
  for (const one of [ada, bo]) await expect(one.getByText('How often?')).toBeVisible()

  // The answer is a criterion, and with what the definition of ready asks for ticked it is sized at once.
  await page.getByRole('button', { name: 'Clarify' }).click()
  await page.getByLabel('What is the answer?').fill('Three times')
  await page.getByLabel('It is an acceptance criterion as well').check()
  await page.getByRole('button', { name: 'Answer', exact: true }).click()
  await expect(ada.getByRole('group', { name: 'Acceptance criteria' })).toContainText('Three times')
  await next(page).filter({ hasText: 'On to: is it ready?' }).click()
  await expect(at(ada, 'Ready?')).toBeVisible()
  await ada.getByLabel('It can be tried out').check()

  // Far apart: the lowest and the highest say why, and there is another round.
  await choose('Pay again', [mira, ada, bo], ['2', '8', '5'])
  await expect(jonas.getByRole('region', { name: 'What happens next' })).toContainText('Mira says why 2')
  expect(await Promise.all([page, jonas].map(violations))).toEqual([[], []])
  await next(page).filter({ hasText: 'Hear Ada' }).click()
  await next(page).filter({ hasText: 'Vote again now' }).click()
  await choose('Pay again', [mira, ada, bo], ['5', '5', '5'])
  await expect(mira.getByText('8 → 5 after Mira and Ada spoke')).toBeVisible()
  await settles(page, '5')

  // It is the product owner's order; what the product manager is concerned about waits for an answer.
  await expect(at(jonas, 'Order')).toBeVisible()
  await jonas.getByLabel('What do strategy or the market say of it?').fill('Invoices come first')
  await jonas.getByRole('button', { name: 'Raise a concern' }).click()
  await expect(page.getByText('The concern waits for an answer')).toBeVisible()
  await page.getByRole('tab', { name: 'To be refined' }).click()
  await page.getByRole('button', { name: 'More about: Pay again' }).click()
  await page.getByRole('button', { name: 'One down' }).click()
  await expect(jonas.getByRole('listitem').filter({ hasText: /^2\s*Pay again/ })).toBeVisible()
  await page.getByRole('tab', { name: 'In hand' }).click()
  await page.getByLabel('What follows from it for the backlog?').fill('They are next')
  await page.getByRole('button', { name: 'Answer', exact: true }).click()
  await expect(jonas.getByText('Answered: They are next')).toBeVisible()
  await next(page).filter({ hasText: 'Next item' }).click()

  // All the same: one tap settles it.
  await expect(page.getByText('Item 2 of 2')).toBeVisible()
  await page.getByRole('button', { name: 'Size', exact: true }).click()
  await choose('Pay by invoice', [mira, ada, bo], ['3', '3', '3'])
  await settles(page, '3')
  await next(page).filter({ hasText: 'Next item' }).click()
  await next(page).filter({ hasText: 'Close the refinement' }).click()
  await expect(bo.getByRole('listitem').filter({ hasText: /^Pay again\s*5$/ })).toBeVisible()
  await expect(page.getByText('Points added: 8')).toBeVisible()
  expect(await Promise.all([page, bo].map(violations))).toEqual([[], []])
  await next(page).filter({ hasText: 'End the meeting' }).click()
  await jonas.getByRole('link', { name: 'To the team’s home' }).click()
  await expect(jonas.getByRole('row', { name: /Pay by invoice.* 3$/ })).toBeVisible()
})
