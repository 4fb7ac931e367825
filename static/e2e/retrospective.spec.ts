import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { violations } from './axe'
import { expect, heard, next, open, raiseHand, test } from './fixtures'
import { allDone, answerSafety, box, gather, goTo, heading, inAMonth, onward, people, write } from './retro'

const texts = {
  Ann: 'Reviews wait for days',
  Bo: 'Reviews take days',
  Cem: 'The build is red on Mondays',
  Dia: 'Our pipeline fails after weekends',
  Eve: 'Pairing helped a lot',
} as const

/** Written without a name, and deleted before anybody else could read it. */
const takenBack = 'What Eve thought better of'

/** What a page has in it, seen or not, typed or not, and what its socket was sent. */
async function has(page: Page, text: string): Promise<boolean> {
  const typed = await page
    .locator('input, textarea')
    .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value).join('\n'))
  return [await page.content(), typed, ...heard(page)].some((all) => all.includes(text))
}

/** With the keyboard to the first thing that is called so; whoever cannot use a mouse goes this way. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let i = 0; i < 60; i++) {
    const at = await page.evaluate(() => {
      const e = document.activeElement
      return e?.getAttribute('aria-label') ?? e?.textContent ?? ''
    })
    if (name.test(at.trim())) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`the keyboard does not reach ${name}`)
}

/** By mouse, as far as it takes to be a drag, and then all the way. */
async function drag(page: Page, what: Locator, onto: Locator): Promise<void> {
  await what.hover({ position: { x: 20, y: 14 } })
  await page.mouse.down()
  await onto.hover({ position: { x: 30, y: 14 } })
  await onto.hover({ position: { x: 20, y: 14 } })
  await page.mouse.up()
}

type Team = Record<(typeof people)[number], Page>

/** What each page hears from now on that has this in it. */
function mark(team: Team): (page: Page, text: string) => string[] {
  const before = new Map(Object.values(team).map((page) => [page, heard(page).length]))
  return (page, text) =>
    heard(page)
      .slice(before.get(page))
      .filter((frame) => frame.includes(text))
}

const card = (one: Page, text: string) => one.locator('[data-note]').filter({ hasText: text })
const group = (one: Page, text: string) => one.locator('[data-group]').filter({ hasText: text })

async function stage(team: Team): Promise<void> {
  const { Ann: ann, Bo: bo, Cem: cem, Dia: dia, Eve: eve } = team
  const pages = Object.values(team)
  await expect(dia.getByRole('heading', { name: 'What this room promises' })).toBeVisible()
  await expect(dia.getByText('From the start on, nobody can say who wrote or chose what.')).toBeVisible()
  await next(ann).click()
  await expect(dia.getByText('Nobody can say who wrote or chose what, and nobody can find out later.')).toBeVisible()
  for (const one of [ann, bo, eve]) await answerSafety(one, '4')
  await answerSafety(cem, '5')
  await answerSafety(dia, '3')
  for (const one of pages) await expect(one.getByText('Enough of you can speak openly.')).toBeVisible()
  await expect(eve.getByRole('row', { name: 'mostly 3' })).toBeAttached()
  await expect(eve.getByRole('row', { name: 'freely 1' })).toBeAttached()
  await next(ann).click()
}

async function openActions(team: Team): Promise<void> {
  const { Ann: ann, Bo: bo, Cem: cem, Eve: eve } = team
  await ann.getByRole('button', { name: 'Add an open action' }).click()
  for (const text of ['Review in pairs', 'Tidy up the wiki']) {
    await ann.getByLabel('What did we want to do?').fill(text)
    await ann.keyboard.press('Enter')
  }
  const kept = bo.getByRole('listitem').filter({ hasText: 'Review in pairs' })
  await expect(kept.getByRole('button', { name: 'Keep' })).toBeDisabled()
  await kept.getByRole('button', { name: 'I’ll take it' }).click()
  await kept.getByRole('button', { name: 'Keep' }).click()
  await cem.getByRole('listitem').filter({ hasText: 'Tidy up the wiki' }).getByRole('button', { name: 'Drop' }).click()
  await expect(eve.getByText('2 of 2 answered')).toBeVisible()
  await next(ann).click()
}

async function facts(team: Team): Promise<void> {
  const { Ann: ann, Dia: dia, Eve: eve } = team
  await dia.getByLabel('What happened?').fill('The payment provider was down')
  await dia.getByRole('button', { name: 'Add a fact' }).click()
  await expect(eve.getByText('The payment provider was down')).toBeVisible()
  await next(ann).click()
}

async function writing(team: Team): Promise<void> {
  const { Ann: ann, Bo: bo, Cem: cem, Dia: dia, Eve: eve } = team
  for (const name of ['Ann', 'Bo', 'Dia'] as const) await write(team[name], 'To improve', texts[name])
  for (const text of [texts.Eve, 'Lunch together', takenBack]) await write(eve, 'Went well', text)
  await eve.getByRole('button', { name: `Change: ${takenBack}` }).click()
  await eve.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(eve.getByText(takenBack)).toHaveCount(0)

  // Cem has no mouse.
  await expect(box(cem, 'To improve')).toBeVisible()
  await tabTo(cem, /^New note in To improve$/)
  await cem.keyboard.type(texts.Cem)
  await cem.keyboard.press('Enter')
  await expect(cem.getByRole('list', { name: 'Your notes' }).getByText(texts.Cem)).toBeVisible()
  await box(dia, 'Ideas').fill('Something half-typed')

  for (const name of people) {
    for (const other of people)
      expect(await has(team[name], texts[other]), `${name} has ${other}’s`).toBe(name === other)
    expect(await has(team[name], 'half-typed'), `${name} has Dia’s draft`).toBe(name === 'Dia')
  }
  await box(dia, 'Ideas').fill('')

  await allDone([ann, bo, dia, eve], 'I’m done writing')
  await tabTo(cem, /^I’m done writing/)
  await cem.keyboard.press('Enter')
  await expect(next(ann)).toContainText('Show all notes')
  await next(ann).click()
}

async function reading(team: Team): Promise<void> {
  const { Ann: ann } = team
  const pages = Object.values(team)
  for (const one of pages) {
    for (const text of Object.values(texts)) await expect(one.locator('.note').getByText(text)).toBeVisible()
    const board = (await one.locator('.col').allInnerTexts()).join('\n')
    for (const name of people) expect(board).not.toMatch(new RegExp(`\\b${name}\\b`))
    expect(heard(one).filter((frame) => frame.includes(texts.Bo) && frame.includes('"by"'))).toEqual([])
  }
  await onward(ann).click()
}

async function grouping(team: Team): Promise<void> {
  const { Ann: ann, Bo: bo, Cem: cem, Dia: dia, Eve: eve } = team
  // The notes were there before, and could not be dragged.
  await expect(heading(bo, 'What belongs together?')).toBeVisible()
  await drag(bo, card(bo, texts.Cem), card(bo, texts.Dia))
  await expect(group(dia, texts.Cem)).toContainText(texts.Dia)

  await eve.keyboard.press('Tab')
  await tabTo(eve, /^Move to…: Lunch together$/)
  await eve.keyboard.press('Enter')
  const sheet = eve.getByRole('dialog', { name: 'Move to…' })
  await expect(sheet).toBeVisible()
  await tabTo(eve, /^Pairing helped a lot$/)
  await eve.keyboard.press('Enter')
  await expect(sheet).toBeHidden()
  await expect(group(ann, 'Lunch together')).toContainText(texts.Eve)

  await dia.getByRole('button', { name: /^Group them: .*review/ }).click()
  await expect(group(cem, texts.Ann)).toContainText(texts.Bo)
  await group(cem, texts.Ann).getByRole('button', { name: 'Split up' }).click()
  await expect(group(eve, texts.Ann)).toHaveCount(0)
  await cem.getByRole('button', { name: 'Take back my last step' }).click()
  await expect(group(eve, texts.Ann)).toContainText(texts.Bo)
  await onward(ann).click()
}

const give = (one: Page, text: string) =>
  one
    .locator('.note.is-group')
    .filter({ hasText: text })
    .getByRole('button', { name: /^Give a dot to/ })
async function giveDots(one: Page, text: string, n: number): Promise<void> {
  for (let i = 0; i < n; i++) await give(one, text).click()
}

async function voting(team: Team): Promise<void> {
  const { Ann: ann, Bo: bo, Cem: cem, Dia: dia, Eve: eve } = team
  const [pages, since] = [Object.values(team), mark(team)]
  await expect(bo.getByText('Six dots to give')).toBeVisible()
  await giveDots(bo, texts.Ann, 3)
  await give(bo, texts.Ann).press('Enter')
  await expect(bo.getByText('Three dots are the most for one thing.')).toBeVisible()
  await giveDots(bo, texts.Cem, 3)
  await expect(bo.getByText('All your dots are given', { exact: true })).toBeVisible()
  await give(bo, texts.Eve).press('Enter')
  await expect(bo.getByText('All your dots are given. Take one back to move it.')).toBeVisible()
  await giveDots(ann, texts.Ann, 2)
  await giveDots(cem, texts.Cem, 1)
  await giveDots(dia, texts.Ann, 1)
  await giveDots(eve, texts.Eve, 2)
  await allDone(pages, 'I’m done voting')
  await expect(next(ann)).toContainText('Show the totals')
  for (const one of pages) {
    await expect(ranking(one)).toHaveCount(0)
    expect(since(one, '"tally"')).toEqual([])
  }
}

const ranking = (one: Page) => one.getByRole('list', { name: 'What got dots, most first' })

async function totals(team: Team): Promise<void> {
  await next(team.Ann).click()
  for (const one of Object.values(team))
    await expect(ranking(one).getByRole('listitem')).toHaveText([/Reviews.*6 dots/s, /4 dots/, /2 dots/])
  await next(team.Ann).click()
}

async function discussion(team: Team): Promise<void> {
  const { Ann: ann, Bo: bo, Dia: dia, Eve: eve } = team
  const topics = eve.getByRole('region', { name: /^Topics/ }).getByRole('listitem')
  await expect(topics).toHaveText([/Reviews.*1st · now/s, /2nd/, /3rd/])
  await expect(heading(bo, 'Discuss')).toBeAttached()
  await raiseHand(bo)
  await expect(next(ann)).toContainText('Give the floor to Bo')
  await next(ann).click()
  await expect(bo.locator('.ring-who')).toHaveText('You have the floor')
  await expect(eve.locator('.ring-who')).toHaveText('Bo speaks')
  await dia.getByRole('button', { name: 'I’ll write' }).click()
  await dia.getByRole('textbox', { name: 'What was said' }).fill('An hour a day for reviews')
  await expect(eve.getByText('An hour a day for reviews')).toBeVisible()
  await expect(eve.getByText('Dia writes')).toBeVisible()
  await expect(dia.getByText('saved', { exact: true })).toBeVisible()
  await next(bo).click()
  await ann.getByRole('button', { name: 'To be decided' }).click()
  await expect(topics.first()).toContainText('to be decided')
  await onward(ann).click()
}

async function propose(one: Page, text: string): Promise<void> {
  await one.getByLabel('Propose an action').fill(text)
  await one.keyboard.press('Enter')
}
const action = (one: Page, text: string) => one.getByRole('listitem').filter({ hasText: text })

/** Whoever proposes it takes it, says by when, and how it will show. */
async function plan(one: Page, text: string, how: string): Promise<Locator> {
  await propose(one, text)
  const mine = action(one, text)
  await mine.getByRole('button', { name: 'I’ll do it' }).click()
  await mine.getByLabel('By when').fill(inAMonth())
  await mine.getByLabel('How we will know').fill(how)
  await mine.getByLabel('How we will know').press('Enter')
  return mine
}

async function proposals({ Bo: bo, Eve: eve }: Team): Promise<void> {
  await expect(bo.getByText(/To be decided, from the discussion:/)).toBeVisible()
  await propose(bo, 'Reviews')
  await expect(action(eve, 'Reviews')).toContainText(
    'Still missing: a verb and what it is done to, somebody who accepts it, a day and how we will know that it helped.',
  )
  await bo.getByRole('button', { name: 'Drop: Reviews' }).click()
}

async function decisions({ Ann: ann, Bo: bo, Cem: cem, Dia: dia, Eve: eve }: Team): Promise<void> {
  const plans = [
    [bo, 'Reserve eleven to twelve for reviews'],
    [cem, 'Fix the Monday build'],
    [eve, 'Eat together on Thursdays'],
  ] as const
  for (const [one, text] of plans) {
    const mine = await plan(one, text, 'We see it in the numbers')
    await mine.getByRole('button', { name: 'We will do this' }).click()
    await expect(dia.getByRole('region', { name: /^We will do/ }).getByText(text)).toBeVisible()
  }
  await expect(dia.getByText('3 are chosen')).toBeVisible()
  await action(ann, plans[1][1]).getByRole('button', { name: 'Make it the one' }).click()
  await expect(action(dia, plans[1][1])).toContainText('The one')
  const fourth = await plan(dia, 'Write a fourth one down', 'Nobody does')
  await expect(fourth).toContainText('Three are enough: take one out first.')
  await onward(ann).click()
}

async function thank(one: Page, whom: string, text: string, sign = false): Promise<void> {
  await one.getByLabel('To', { exact: true }).selectOption(whom)
  await one.getByLabel('For what?').fill(text)
  if (sign) await one.getByLabel('Sign with my name').check({ force: true })
  await one.getByRole('button', { name: 'Keep it for the end' }).click()
  await expect(one.getByText(text)).toBeVisible()
}

async function close(team: Team): Promise<void> {
  const { Bo: bo, Dia: dia, Eve: eve } = team
  const [pages, since] = [Object.values(team), mark(team)]
  await expect(heading(eve, 'Close')).toBeAttached()
  await thank(bo, 'Ann', 'For asking the right questions')
  await thank(eve, 'Cem', 'For staying with the build', true)
  for (const one of pages)
    await one.getByRole('region', { name: 'Was this worth your time?' }).getByRole('button', { name: /^4/ }).click()
  await expect(dia.getByRole('row', { name: 'good 5' })).toBeAttached()
  await allDone([eve], 'I’m done')
  await expect(eve.getByRole('contentinfo')).toContainText('Thank you. That was all.')
  await expect(dia.locator('.ring-say')).toHaveText('1 of 5 is done')
  for (const one of pages) if (one !== bo) expect(since(one, 'right questions')).toEqual([])
}

async function goodbye(team: Team): Promise<void> {
  await next(team.Ann).click()
  for (const one of Object.values(team)) {
    const thanks = one.getByRole('region', { name: /^Thanks/ })
    await expect(thanks.getByText('For asking the right questions')).toBeVisible()
    await expect(thanks.getByText('from Eve')).toBeVisible()
    await expect(thanks.getByText('from Bo')).toHaveCount(0)
  }
  await expect(team.Dia.locator('.ring-figure')).toHaveText('4')
}

async function minutes(team: Team, watch: (page: Page) => Page): Promise<void> {
  const { Ann: ann } = team
  const download = ann.waitForEvent('download')
  await ann.getByText('Save as…').click()
  await ann.getByRole('link', { name: 'Text (Markdown)' }).click()
  const markdown = await readFile(await (await download).path(), 'utf8')
  for (const said of [
    'An hour a day for reviews',
    'The payment provider was down',
    'Fix the Monday build',
    'Review in pairs',
  ])
    expect(markdown).toContain(said)
  for (const text of Object.values(texts)) {
    const line = markdown.split('\n').find((l) => l.includes(text))
    expect(line, text).toBeDefined()
    for (const name of people) expect(line).not.toMatch(new RegExp(`\\b${name}\\b`))
  }
  const minutes = watch(await ann.context().newPage())
  await minutes.goto(new URL('minutes', `${ann.url()}/`).href)
  await expect(minutes.getByRole('heading', { name: 'What we will do' })).toBeVisible()
  const row = minutes.getByRole('row').filter({ hasText: texts.Cem })
  for (const name of people) expect(await row.first().innerText()).not.toMatch(new RegExp(`\\b${name}\\b`))
}

/** Reads a meeting that has ended from its first step to its last. */
async function course(one: Page): Promise<string[]> {
  const sheet = one.getByRole('dialog', { name: 'Step through the meeting' })
  const [on, step] = [sheet.getByRole('button', { name: 'One step on' }), sheet.getByRole('status').first()]
  const steps: string[] = []
  for (;;) {
    steps.push(await step.innerText())
    if (await on.isDisabled()) return [...steps, ...(await sheet.getByRole('listitem').allInnerTexts())]
    await on.click()
  }
}

/** The last thing that has a moment, and no more: nothing follows from when something without a name came. */
async function steppedThrough(team: Team): Promise<void> {
  const courses: string[][] = []
  const kept = ['Reserve eleven to twelve for reviews', 'Fix the Monday build', 'Eat together on Thursdays']
  const secrets = [...Object.values(texts), takenBack, 'right questions', 'staying with the build', 'half-typed']
  for (const one of Object.values(team)) {
    const before = heard(one).length
    await one.reload()
    await one.getByRole('button', { name: 'Step through the meeting' }).click()
    await expect(one.getByRole('dialog').getByRole('status').first()).toHaveText('The meeting starts')
    const all = await course(one)
    courses.push(all)
    for (const text of kept) expect(all.join('\n'), text).toContain(text)
    for (const text of [...secrets, ...people, 'dot', '/5']) expect(all.join('\n'), text).not.toContain(text)
    // What a browser is sent that comes anew: neither what was burnt nor who wrote or chose what.
    const fresh = heard(one).slice(before).join('\n')
    expect(fresh).toContain(texts.Cem)
    expect(fresh).not.toContain(takenBack)
    for (const said of fresh.match(/\{[^{}]*(?:Mondays|right questions)[^{}]*\}/g) ?? [])
      expect(said).not.toMatch(/"(?:by|at|from)"/)
  }
  for (const one of courses) expect(one).toEqual(courses[0])
  expect(await violations(team.Ann)).toEqual([])
}

test('two choose notes with names, or wait for a third', async ({ page, watch, enter }) => {
  watch(page)
  const [, [ann, bo]] = await gather(page, enter, ['Ann', 'Bo'])
  await next(ann).click()
  const title = 'With names, or wait for a third?'
  await expect(bo.getByRole('region', { name: title })).toContainText('Ann chooses')
  await ann.getByRole('region', { name: title }).getByRole('button', { name: 'We wait' }).click()
  await expect(bo.getByText('You wait. Once three are here')).toBeVisible()
  await goTo(ann, 'What should this sprint teach us?')
  await ann.getByRole('region', { name: title }).getByRole('button', { name: 'With names' }).click()
  await expect(bo.getByText('Notes will be shown with names.')).toBeVisible()
  await expect(bo.getByRole('region', { name: title })).toHaveCount(0)
  await write(bo, 'Ideas', 'Pair more')
})

test('a whole retrospective: five people, from two taps to the minutes', async ({ page, watch, enter }) => {
  watch(page)
  const [, [Ann, Bo, Cem, Dia, Eve]] = await gather(page, enter, people)
  const team = { Ann, Bo, Cem, Dia, Eve }
  await test.step('the promise, and whether people can speak openly', () => stage(team))
  await test.step('what was open: one is kept, one dies', () => openActions(team))
  await test.step('a fact, without a name', () => facts(team))
  await test.step('everybody writes, and nobody else gets a word of it', () => writing(team))
  await test.step('all notes at once, without authors', () => reading(team))
  await test.step('grouping: by mouse, by keyboard, as proposed, and back', () => grouping(team))
  await test.step('dots: so many, and so many on one thing', () => voting(team))
  await test.step('totals only at the close of the vote', () => totals(team))
  await test.step('the discussion: topics by dots, a hand, a scribe', () => discussion(team))
  await test.step('decide: each says what it lacks', () => proposals(team))
  await test.step('three are chosen, one above all', () => decisions(team))
  await test.step('the close: worth it, and thanks that nobody sees', () => close(team))
  await test.step('the end: thanks in an order by lot', () => goodbye(team))
  await test.step('the minutes: everything but who wrote what', () => minutes(team, watch))
  await test.step('step by step again, the same for all: no secret, and nothing that was burnt', () =>
    steppedThrough(team))
})

test('the facilitator orders the phases with the keyboard, and the retrospective goes by that order', async ({
  page,
  watch,
}) => {
  watch(page)
  await open(page, 'Ann', 'Retro')
  await page.getByRole('button', { name: 'Agenda and times' }).click()
  const sheet = page.getByRole('dialog', { name: 'Agenda and times' })
  const [earlier, later] = ['earlier', 'later'].map((way) =>
    sheet.getByRole('button', { name: `Facts: one place ${way}` }),
  ) as [Locator, Locator]
  await earlier.focus()
  await page.keyboard.press('Enter')
  await expect(sheet.getByText('Facts is number 2 of 10 now.')).toBeAttached()
  await expect(earlier).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(sheet.getByText('Facts is number 1 of 10 now.')).toBeAttached()
  await expect(earlier).toBeDisabled()
  await expect(later).toBeFocused()
  await expect(sheet.getByRole('button', { name: 'Write: one place later' })).toBeDisabled()
  await page.keyboard.press('Escape')
  await next(page).click()
  await expect(heading(page, 'What happened in this sprint?')).toBeVisible()
})
