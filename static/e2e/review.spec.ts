import type { Page } from '@playwright/test'
import { violations } from './axe'
import { expect, join, next, phone, seat, test } from './fixtures'
import { heading } from './retro'

/** One button after the other. */
async function press(one: Page, ...names: (string | RegExp)[]): Promise<void> {
  for (const name of names) await one.getByRole('button', { name }).last().click()
}

/** The filled button, once it says this. */
async function goOn(one: Page, say: string): Promise<void> {
  await expect(next(one)).toContainText(say)
  await next(one).click()
}

async function fill(one: Page, label: string, text: string): Promise<void> {
  await one.getByLabel(label).fill(text)
  await one.getByLabel(label).press('Enter')
}

/** Says something that is not liked: what kind it is, and what. */
async function says(one: Page, kind: string, hint: string, text: string): Promise<void> {
  await one.getByRole('button', { name: kind, exact: true }).click()
  await fill(one, hint, text)
  await expect(one.getByText(text).last()).toBeVisible()
}

/** Nothing is wrong with what the owner has before her, nor with what the guest has on the phone. */
async function look(...pages: Page[]): Promise<void> {
  for (const one of pages) expect(await violations(one)).toEqual([])
}

test('a guest on a phone says what they think of it, and reads what became of that', async ({
  page: jonas,
  watch,
  enter,
}) => {
  watch(jonas)
  await jonas.goto('/')
  await fill(jonas, 'A home for your team', 'Heron')
  await join(jonas, 'Jonas')
  const home = `http://${await jonas.getByLabel('Link to this room').textContent()}`
  const [ilse, marek, bo] = await Promise.all([
    enter(home, 'Ilse', ['Product owner']),
    enter(home, 'Marek', ['Product manager']),
    enter(home, 'Bo'),
  ])
  await press(jonas, /^People/)
  for (const asks of ['Ilse would like to be product owner.', 'Marek would like to be product manager.']) {
    await jonas.locator('.flag', { hasText: asks }).getByRole('button', { name: 'Yes' }).click()
    await expect(jonas.getByRole('dialog').getByText(asks)).toBeHidden()
  }
  await jonas.keyboard.press('Escape')
  await press(jonas, 'Set the sprint')
  const plan = jonas.getByRole('dialog', { name: 'Set the sprint' })
  await plan.getByLabel('Sprint goal').fill('A failed payment gets through')
  await plan.getByLabel('First day').fill('2026-11-23')
  await plan.getByLabel('Last day').fill('2026-12-04')
  await plan.getByRole('button', { name: 'Save the sprint' }).click()
  await expect(plan).toBeHidden()

  // The guest has the link of the meeting, and no account.
  await press(jonas, 'Start Review', 'Take my seat')
  for (const one of [ilse, marek, bo]) await press(one, 'Join Review', 'Take my seat')
  await press(jonas, 'Room: link')
  const link = `http://${await jonas.getByLabel('Link to this room').textContent()}`
  await jonas.keyboard.press('Escape')
  const sofia = await enter(link, 'Sofia', ['Stakeholder'], phone)
  await press(sofia, 'Room: link')
  await sofia.getByRole('radio', { name: 'Deutsch' }).click()
  await sofia.keyboard.press('Escape')
  await expect(seat(ilse, 'Sofia')).toBeVisible()
  await press(jonas, 'Add an item')
  for (const title of ['Pay again', 'Receipts']) await fill(jonas, 'What was built?', title)
  await press(bo, 'Done: Pay again')
  await expect(ilse.getByText('1 of 2 done')).toBeVisible()
  await look(ilse, sofia)

  // The goal is the product owner's word.
  await goOn(jonas, 'Begin: the goal')
  await goOn(ilse, 'Say what came of the goal')
  await press(ilse, 'Partly met')
  await ilse.getByLabel('In a sentence').fill('Cards, and no receipts')
  await press(ilse, 'Save')
  await expect(sofia.getByText('Cards, and no receipts')).toBeVisible()
  await look(ilse, sofia)
  await goOn(jonas, 'On to the demos')

  // Two taps on a phone; a question that others have, too; and the guest shows something.
  await press(bo, 'I show it: Pay again')
  await goOn(ilse, 'Show: Pay again')
  await sofia.getByRole('button', { name: 'Gefällt mir' }).click()
  await expect(bo.getByText('One likes it: Sofia')).toBeVisible()
  await says(sofia, 'Frage', 'Was möchtest du wissen?', 'Which banks?')
  await says(sofia, 'Idee', 'Was würde es besser machen?', 'Receipts by mail')
  await says(marek, 'Risk', 'What worries you?', 'The bank is slow')
  await press(marek, 'Me too: Which banks?')
  await expect(sofia.getByText('noch eine Person möchte es wissen')).toBeVisible()
  await press(bo, 'Answered: Which banks?')
  await sofia.getByRole('tab', { name: 'Demos' }).click()
  await press(sofia, 'Fragen, ob ich etwas zeigen kann')
  await fill(sofia, 'Was zeigst du?', 'How the shop uses it')
  await press(ilse, 'Let in: How the shop uses it')
  await look(ilse, sofia)
  await goOn(bo, 'I have shown it')
  await goOn(ilse, 'Show: How the shop uses it')
  await goOn(sofia, 'Ich bin fertig')
  await goOn(jonas, 'On to the context')

  await goOn(marek, 'Take five minutes')
  await expect(sofia.getByText('Marek hat das Wort').first()).toBeVisible()
  await look(ilse, sofia)
  await goOn(marek, 'I am done')
  await goOn(jonas, 'On to what next')

  // Dots are advice; the product owner accepts, parks, and declines with a line.
  await press(jonas, 'Add a candidate')
  await fill(jonas, 'What is worth doing?', 'Pay with points')
  await goOn(ilse, 'Ask for dots')
  await goOn(sofia, 'Deine Punkte geben')
  await press(sofia, 'Einen Punkt geben: Receipts by mail')
  await press(marek, 'Give a dot to: Receipts by mail')
  await look(ilse, sofia)
  await expect(bo.getByText('2 of 2 have voted')).toBeVisible()
  await goOn(ilse, 'Show the answers')
  await expect(ilse.getByText('Idea by Sofia · 2 dots')).toBeVisible()
  await press(ilse, 'Accept: Receipts by mail', 'Park: The bank is slow', 'Decline: Pay with points')
  await fill(ilse, 'Why, in one line', 'Nobody asked for it')
  await expect(sofia.getByText('abgelehnt: Nobody asked for it')).toBeVisible()
  await look(ilse, sofia)
  await goOn(jonas, 'Close the review')

  // Each reads what became of what they said; what the time was worth is nobody's.
  await sofia.getByRole('group', { name: 'War das deine Zeit wert?' }).getByRole('button', { name: '5' }).click()
  for (const one of [jonas, ilse, marek, bo])
    await one.getByRole('group', { name: 'Was this worth your time?' }).getByRole('button', { name: '4' }).click()
  await expect(heading(jonas, 'Close')).toBeAttached()
  await goOn(jonas, 'End the meeting')
  await sofia.getByRole('tab', { name: 'Rückmeldung' }).click()
  const mine = sofia.getByRole('region', { name: 'Was aus dem wurde, was du gesagt hast' })
  for (const [text, fate] of [
    ['Gefällt mir', 'gehört'],
    ['Which banks?', 'beantwortet'],
    ['Receipts by mail', 'im Backlog'],
  ] as const)
    await expect(mine.getByRole('listitem').filter({ hasText: text })).toContainText(fate)
  await look(ilse, sofia)

  // At home the sprint has its outcome, and the backlog what was accepted.
  await ilse.getByRole('link', { name: 'To the team’s home' }).click()
  await press(ilse, 'Take my seat')
  await expect(ilse.getByText('Partly met: Cards, and no receipts')).toBeVisible()
  await expect(ilse.getByRole('row', { name: /Receipts by mail/ })).toBeVisible()
  await look(ilse)
})
