import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { expect, heard, next, open, test } from './fixtures'
import { allDone, box, gather, heading, onward, people, write } from './retro'

const texts = {
  Ann: 'Reviews wait for days',
  Bo: 'Reviews take days',
  Cem: 'The build is red on Mondays',
  Dia: 'Our pipeline fails after weekends',
  Eve: 'Pairing helped a lot',
} as const

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

test('a whole retrospective: five people, from two taps to the minutes', async ({ page, watch, enter }) => {
  test.setTimeout(180_000)
  watch(page)
  const [, pages] = await gather(page, enter, people)
  const [ann, bo, cem, dia, eve] = pages
  const team = { Ann: ann, Bo: bo, Cem: cem, Dia: dia, Eve: eve }

  await test.step('the promise, and whether people can speak openly', async () => {
    await expect(dia.getByRole('heading', { name: 'What this room promises' })).toBeVisible()
    await expect(dia.getByText('From the start on, nobody can say who wrote or chose what.')).toBeVisible()
    await next(ann).click()
    await expect(dia.getByText('Nobody can say who wrote or chose what, and nobody can find out later.')).toBeVisible()
    for (const one of [ann, bo, eve]) await one.keyboard.press('4')
    await cem.keyboard.press('5')
    await dia.keyboard.press('3')
    for (const one of pages)
      await expect(one.getByText('Enough of you can speak openly.')).toBeVisible({ timeout: 12_000 })
    await expect(eve.getByRole('row', { name: 'mostly 3' })).toBeAttached()
    await expect(eve.getByRole('row', { name: 'freely 1' })).toBeAttached()
    await next(ann).click()
  })

  await test.step('what was open: one is kept, one dies', async () => {
    await ann.getByRole('button', { name: 'Add an open action' }).click()
    for (const text of ['Review in pairs', 'Tidy up the wiki']) {
      await ann.getByLabel('What did we want to do?').fill(text)
      await ann.keyboard.press('Enter')
    }
    const kept = bo.getByRole('listitem').filter({ hasText: 'Review in pairs' })
    await expect(kept.getByRole('button', { name: 'Keep' })).toBeDisabled()
    await kept.getByRole('button', { name: 'I’ll take it' }).click()
    await kept.getByRole('button', { name: 'Keep' }).click()
    await cem
      .getByRole('listitem')
      .filter({ hasText: 'Tidy up the wiki' })
      .getByRole('button', { name: 'Drop' })
      .click()
    await expect(eve.getByText('2 of 2 answered')).toBeVisible()
    await next(ann).click()
  })

  await test.step('a fact, without a name', async () => {
    await dia.getByLabel('What happened?').fill('The payment provider was down')
    await dia.getByRole('button', { name: 'Add a fact' }).click()
    await expect(eve.getByText('The payment provider was down')).toBeVisible()
    await next(ann).click()
  })

  await test.step('everybody writes, and nobody else gets a word of it', async () => {
    for (const name of ['Ann', 'Bo', 'Dia'] as const) await write(team[name], 'To improve', texts[name])
    for (const text of [texts.Eve, 'Lunch together']) await write(eve, 'Went well', text)

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
    await expect(next(ann)).toContainText('Show all notes', { timeout: 15_000 })
    await next(ann).click()
  })

  await test.step('all notes at once, without authors', async () => {
    for (const one of pages) {
      for (const text of Object.values(texts)) await expect(one.locator('.note').getByText(text)).toBeVisible()
      const board = (await one.locator('.col').allInnerTexts()).join('\n')
      for (const name of people) expect(board).not.toMatch(new RegExp(`\\b${name}\\b`))
      expect(heard(one).filter((frame) => frame.includes(texts.Bo) && frame.includes('"by"'))).toEqual([])
    }
    await onward(ann).click()
  })

  const card = (one: Page, text: string) => one.locator('[data-note]').filter({ hasText: text })
  const group = (one: Page, text: string) => one.locator('[data-group]').filter({ hasText: text })

  await test.step('grouping: by mouse, by keyboard, as proposed, and back', async () => {
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
  })

  const give = (one: Page, text: string) =>
    one
      .locator('.note.is-group')
      .filter({ hasText: text })
      .getByRole('button', { name: /^Give a dot to/ })
  const dots = async (one: Page, text: string, n: number) => {
    for (let i = 0; i < n; i++) await give(one, text).click()
  }

  await test.step('dots: so many, so many on one thing, and totals only at the close', async () => {
    await expect(bo.getByText('Six dots to give')).toBeVisible()
    const frames = pages.map((one) => heard(one).length)
    await dots(bo, texts.Ann, 3)
    await give(bo, texts.Ann).press('Enter')
    await expect(bo.getByText('Three dots are the most for one thing.')).toBeVisible()
    await dots(bo, texts.Cem, 3)
    await expect(bo.getByText('All your dots are given', { exact: true })).toBeVisible()
    await give(bo, texts.Eve).press('Enter')
    await expect(bo.getByText('All your dots are given. Take one back to move it.')).toBeVisible()
    await dots(ann, texts.Ann, 2)
    await dots(cem, texts.Cem, 1)
    await dots(dia, texts.Ann, 1)
    await dots(eve, texts.Eve, 2)
    await allDone(pages, 'I’m done voting')
    await expect(next(ann)).toContainText('Show the totals', { timeout: 15_000 })
    for (const [i, one] of pages.entries()) {
      await expect(one.getByRole('list', { name: 'What got dots, most first' })).toHaveCount(0)
      expect(
        heard(one)
          .slice(frames[i])
          .filter((frame) => frame.includes('"tally"')),
      ).toEqual([])
    }
    await next(ann).click()
    for (const one of pages) {
      const ranking = one.getByRole('list', { name: 'What got dots, most first' }).getByRole('listitem')
      await expect(ranking).toHaveText([/Reviews.*6 dots/s, /4 dots/, /2 dots/])
    }
    await next(ann).click()
  })

  await test.step('the discussion: topics by dots, a hand, a scribe', async () => {
    const topics = eve.getByRole('region', { name: /^Topics/ }).getByRole('listitem')
    await expect(topics).toHaveText([/Reviews.*1st · now/s, /2nd/, /3rd/])
    await bo.keyboard.press('h')
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
  })

  await test.step('decide: each says what it lacks; three are chosen, one above all', async () => {
    const propose = async (one: Page, text: string) => {
      await one.getByLabel('Propose an action').fill(text)
      await one.keyboard.press('Enter')
    }
    const action = (one: Page, text: string) => one.getByRole('listitem').filter({ hasText: text })
    await expect(bo.getByText(/To be decided, from the discussion:/)).toBeVisible()
    await propose(bo, 'Reviews')
    await expect(action(eve, 'Reviews')).toContainText(
      'Still missing: a verb and what it is done to, somebody who accepts it, a day and how we will know that it helped.',
    )
    await bo.getByRole('button', { name: 'Drop: Reviews' }).click()

    const plans = [
      [bo, 'Reserve eleven to twelve for reviews'],
      [cem, 'Fix the Monday build'],
      [eve, 'Eat together on Thursdays'],
    ] as const
    for (const [one, text] of plans) {
      await propose(one, text)
      const mine = action(one, text)
      await mine.getByRole('button', { name: 'I’ll do it' }).click()
      await mine.getByLabel('By when').fill('2030-01-15')
      await mine.getByLabel('How we will know').fill('We see it in the numbers')
      await mine.getByLabel('How we will know').press('Enter')
      await mine.getByRole('button', { name: 'We will do this' }).click()
      await expect(dia.getByRole('region', { name: /^We will do/ }).getByText(text)).toBeVisible()
    }
    await expect(dia.getByText('3 are chosen')).toBeVisible()
    await action(ann, plans[1][1]).getByRole('button', { name: 'Make it the one' }).click()
    await expect(action(dia, plans[1][1])).toContainText('The one')
    await propose(dia, 'Write a fourth one down')
    await action(dia, 'Write a fourth one down').getByRole('button', { name: 'I’ll do it' }).click()
    await action(dia, 'Write a fourth one down').getByLabel('By when').fill('2030-01-15')
    await action(dia, 'Write a fourth one down').getByLabel('How we will know').fill('Nobody does')
    await action(dia, 'Write a fourth one down').getByLabel('How we will know').press('Enter')
    await expect(action(dia, 'Write a fourth one down')).toContainText('Three are enough: take one out first.')
    await onward(ann).click()
  })

  await test.step('the close: worth it, thanks at the end only', async () => {
    await expect(heading(eve, 'Close')).toBeAttached()
    const frames = pages.map((one) => heard(one).length)
    await bo.getByLabel('To', { exact: true }).selectOption('Ann')
    await bo.getByLabel('For what?').fill('For asking the right questions')
    await bo.getByRole('button', { name: 'Keep it for the end' }).click()
    await eve.getByLabel('To', { exact: true }).selectOption('Cem')
    await eve.getByLabel('For what?').fill('For staying with the build')
    await eve.getByLabel('Sign with my name').check({ force: true })
    await eve.getByRole('button', { name: 'Keep it for the end' }).click()
    await expect(eve.getByText('For staying with the build')).toBeVisible()
    await expect(bo.getByText('For asking the right questions')).toBeVisible()
    for (const one of pages) await one.keyboard.press('Escape')
    for (const one of pages)
      await one.getByRole('region', { name: 'Was this worth your time?' }).getByRole('button', { name: /^4/ }).click()
    await expect(dia.getByRole('row', { name: 'good 5' })).toBeAttached({ timeout: 12_000 })
    for (const [i, one] of pages.entries())
      if (one !== bo)
        expect(
          heard(one)
            .slice(frames[i])
            .filter((frame) => frame.includes('right questions')),
        ).toEqual([])
    await next(ann).click()
    for (const one of pages) {
      const thanks = one.getByRole('region', { name: /^Thanks/ })
      await expect(thanks.getByText('For asking the right questions')).toBeVisible()
      await expect(thanks.getByText('from Eve')).toBeVisible()
      await expect(thanks.getByText('from Bo')).toHaveCount(0)
    }
    await expect(dia.locator('.ring-figure')).toHaveText('4')
  })

  await test.step('the minutes: everything but who wrote what', async () => {
    const download = ann.waitForEvent('download')
    await ann.getByRole('link', { name: 'Download: md' }).click()
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
  })
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
