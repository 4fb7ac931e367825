import type { Page } from '@playwright/test'
import { violations } from './axe'
import { expect, join, next, phone, seat, test } from './fixtures'
import { heading } from './retro'

const csv = ['Issue key,Summary,Story Points', 'PAY-1,Pay again,8', 'PAY-2,Say why it failed,13', 'PAY-3,Receipts,5']
const goal = 'A failed payment gets through'

/** One button after the other; what is in hand has its buttons twice. */
async function press(one: Page, ...names: (string | RegExp)[]): Promise<void> {
  for (const name of names) await one.getByRole('button', { name }).last().click()
}

/** The filled button, once it says this. */
async function goOn(one: Page, say: string): Promise<void> {
  await expect(next(one)).toContainText(say)
  await next(one).click()
}

async function bring(one: Page): Promise<void> {
  await press(one, 'Bring from a file')
  const file = { name: 'x.csv', mimeType: 'text/csv', buffer: Buffer.from(csv.join('\n')) }
  await one.getByLabel('File', { exact: true }).setInputFiles(file)
  await press(one, 'Bring 3 items')
  await expect(one.getByText('3 items were brought.')).toBeVisible()
}

async function fill(one: Page, label: string, text: string): Promise<void> {
  await one.getByLabel(label).fill(text)
  await one.getByLabel(label).press('Enter')
}

test('a team plans a sprint, from its home to its home', async ({ page: jonas, watch, enter }) => {
  watch(jonas)
  await jonas.goto('/')
  await fill(jonas, 'A home for your team', 'Heron')
  await join(jonas, 'Jonas')
  const link = `http://${await jonas.getByLabel('Link to this room').textContent()}`
  const [ilse, marek, bo, cem] = await Promise.all([
    enter(link, 'Ilse', ['Product owner'], phone),
    enter(link, 'Marek', ['Product manager']),
    enter(link, 'Bo'),
    enter(link, 'Cem'),
  ])
  const developers = [jonas, bo, cem]
  await press(jonas, /^People/)
  for (const asks of ['Ilse would like to be product owner.', 'Marek would like to be product manager.']) {
    await jonas.locator('.flag', { hasText: asks }).getByRole('button', { name: 'Yes' }).click()
    await expect(jonas.getByRole('dialog').getByText(asks)).toBeHidden()
  }
  await jonas.keyboard.press('Escape')
  await bring(ilse)
  await press(jonas, 'Start Planning', 'Take my seat')
  for (const one of [ilse, marek, bo, cem]) await press(one, 'Join Planning', 'Take my seat')
  for (const name of ['Ilse', 'Marek', 'Bo', 'Cem']) await expect(seat(jonas, name)).toBeVisible()

  // Time: three times ten days, at a focus of 70 % and a point a day.
  for (const one of developers) await fill(one, 'My days in this sprint', '10')
  await expect(ilse.getByText('At 1 point a day that is 21 points.')).toBeVisible()
  await goOn(jonas, 'Begin: why')

  // Why: the manager suggests, a developer lays it on the table, the owner confirms, and nobody vetoes.
  await fill(marek, 'What will be different at the end of the sprint?', goal)
  await press(marek, 'Room: link')
  await marek.getByRole('radio', { name: 'Deutsch' }).click()
  await marek.keyboard.press('Escape')
  await press(bo, `Put it on the table: ${goal}`)
  await goOn(ilse, 'Confirm this goal')
  for (const one of developers) await press(one, 'Yes')
  await expect(ilse.getByText('all stand behind it')).toBeVisible()
  await goOn(jonas, 'On to what')

  // What: the owner asks, developers pull, and all see how much it is.
  await press(ilse, 'More about: Receipts', 'Ask for it: Receipts')
  await press(jonas, 'More about: Pay again', 'Pull in: Pay again')
  await press(bo, 'More about: Say why', 'Pull in: Say why')
  await expect(marek.getByText('21 von 21 Punkten')).toBeVisible()
  expect(await violations(marek)).toEqual([])
  await press(cem, 'More about: Receipts')
  await expect(cem.getByText('the product owner would like it in')).toBeVisible()
  await press(cem, 'Pull in: Receipts')
  await expect(ilse.getByText('26 of 21 points: 5 more than the team can do')).toBeVisible()
  expect(await violations(ilse)).toEqual([])
  // What strategy has against that the product manager flags; the order is not his, and the owner answers.
  await press(marek, 'Mehr zu: Receipts')
  await marek.getByLabel('Was sagen Strategie oder Markt dazu?').fill('Ab Mai ist das Gesetz')
  await press(marek, 'Bedenken äußern')
  await expect(marek.getByRole('button', { name: /^Verschieben/ })).toHaveCount(0)
  await expect(ilse.getByText('Marek is concerned: Ab Mai ist das Gesetz')).toBeVisible()
  await fill(ilse, 'What follows from it for the backlog?', 'It is in the next sprint')
  await expect(marek.getByText('Beantwortet: It is in the next sprint')).toBeVisible()
  await press(cem, 'Take out: Receipts')
  await expect(ilse.getByText('21 of 21 points')).toBeVisible()
  for (const one of [bo, cem]) {
    await goOn(one, 'Enough for this sprint')
    await expect(one.getByText('You said it is enough.')).toBeVisible()
  }
  await goOn(jonas, 'On to how')

  // How: a plan for each item, and a question to the owner.
  await fill(bo, 'A step of “Pay again”', 'Queue it')
  await fill(cem, 'A step of “Say why it failed”', 'Ask the bank')
  for (const step of ['Queue it', 'Ask the bank']) await expect(jonas.getByText(step)).toBeVisible()
  await press(cem, 'Ask the product owner to come')
  await goOn(ilse, 'I am there')
  await goOn(jonas, 'Ask how confident we are')

  // Confidence: hidden, and the owner's advice apart from it.
  await ilse.getByRole('group', { name: 'What do those advise' }).getByRole('button', { name: '4' }).click()
  await expect(jonas.getByText('1 of 1 have voted')).toBeVisible()
  for (const one of developers)
    await one.getByRole('group', { name: 'How confident are you' }).getByRole('button', { name: '4' }).click()
  await expect(jonas.getByText('Turns over in')).toBeVisible()
  await goOn(jonas, 'Show the answers')
  await expect(marek.getByText('Niemand zweifelt am Plan.')).toBeVisible()
  await goOn(jonas, 'Close the planning')
  await expect(heading(jonas, 'Close')).toBeAttached()
  await goOn(jonas, 'End the meeting')

  // Home: the sprint is there. Ilse was made product owner since she last read her card.
  await ilse.getByRole('link', { name: 'To the team’s home' }).click()
  await press(ilse, 'Take my seat')
  await expect(ilse.getByRole('heading', { name: goal })).toBeVisible()
  const sprint = ilse.getByRole('region', { name: /^In this sprint/ })
  await expect(sprint.getByText('21 of 21 points')).toBeVisible()
  await expect(sprint.getByRole('listitem')).toHaveText(['Pay again', 'Say why it failed'])
  expect(await violations(ilse)).toEqual([])
})
