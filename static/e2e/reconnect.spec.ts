import type { Page } from '@playwright/test'
import { expect, heard, join, listen, next, open, phone, seat, test } from './fixtures'
import { Program } from './program'
import { box, goTo, inAMonth, onward, write } from './retro'

// The browser itself reports a socket that broke; here that is the point.
test('a killed server costs nothing: what was done meanwhile goes out once, when it is back', async ({ browser }) => {
  const program = await Program.start()
  const context = await browser.newContext({ baseURL: program.url })
  try {
    const page = await context.newPage()
    const link = await open(page, 'Ann')
    const bo = await (await browser.newContext()).newPage()
    await bo.goto(link)
    await bo.getByLabel('Your name').fill('Bo')
    await bo.getByRole('button', { name: 'Join the meeting' }).click()
    await bo.getByRole('button', { name: 'Take my seat' }).click()
    await next(page).click()
    await next(page).click()
    await expect(page.getByText('1 of 2')).toBeVisible()

    await program.kill()
    await expect(page.getByText('Reconnecting. Nothing is lost.')).toBeVisible()
    await page.getByRole('button', { name: 'Raise blocker' }).click()
    await page.getByLabel('What is in the way?').fill('The power is out')
    await page.keyboard.press('Enter')
    await expect(page.getByText('raised by you · waiting to be sent')).toBeVisible()
    // It waits in this page alone, so the browser asks before it is closed (element-hq/element-web#7177).
    const asked = page.waitForEvent('dialog')
    await page.close({ runBeforeUnload: true })
    expect((await asked).type()).toBe('beforeunload')
    await (await asked).dismiss()
    await page.keyboard.press('Escape')
    await page.keyboard.press('h')

    await program.start()
    await expect(page.getByText(/^Reconnecting\./)).toBeHidden()
    await expect(page.getByText('waiting to be sent')).toHaveCount(0)
    await expect(seat(bo, 'Ann')).toHaveAccessibleName(/hand up/)
    await expect(bo.getByText('The power is out')).toHaveCount(1)

    // The clock went on: the turn is still the same one, and it can be passed.
    const speaker = (await page.locator('.ring-who').textContent())?.includes('Your turn') ? page : bo
    await next(speaker).click()
    await expect(page.getByText('2 of 2')).toBeVisible()
  } finally {
    await program.end()
    await context.close()
  }
})

test('a server killed while people write: notes stay, nothing shows, and a draft on a phone outlives it', async ({
  browser,
}) => {
  const program = await Program.start()
  const contexts = await Promise.all([{ baseURL: program.url }, {}, phone].map((device) => browser.newContext(device)))
  try {
    const [ann, bo, cem] = (await Promise.all(contexts.map((context) => context.newPage()))) as [Page, Page, Page]
    for (const one of [ann, bo, cem]) listen(one)
    const link = await open(ann, 'Ann', 'Retro')
    for (const [one, name] of [
      [bo, 'Bo'],
      [cem, 'Cem'],
    ] as const) {
      await one.goto(link)
      await join(one, name)
    }
    await next(ann).click()
    await goTo(ann, 'What should this sprint teach us?')

    // On a phone the columns lie behind tabs.
    await expect(box(cem, 'Went well')).toBeVisible()
    await cem.getByRole('tab', { name: /^To improve/ }).tap()
    await box(cem, 'To improve').tap()
    await box(cem, 'To improve').fill('Too many meetings')
    await expect(next(cem)).toContainText('Save the note')
    await next(cem).tap()
    await expect(cem.getByRole('list', { name: 'Your notes' }).getByText('Too many meetings')).toBeVisible()
    await write(bo, 'Ideas', 'A day without meetings')
    await box(cem, 'To improve').fill('Half a sen')

    await program.kill()
    await expect(cem.getByText('Reconnecting. Keep this page open.')).toBeVisible()
    await expect(bo.getByText('Reconnecting. Nothing is lost.')).toBeVisible()
    await box(bo, 'Ideas').fill('Written in the dark')
    await box(bo, 'Ideas').press('Enter')
    await expect(bo.getByText('on its way')).toBeVisible()
    await expect(box(cem, 'To improve')).toHaveValue('Half a sen')
    await box(cem, 'To improve').pressSequentially('tence')

    await program.start()
    for (const one of [ann, bo, cem]) await expect(one.getByText(/^Reconnecting\./)).toBeHidden()
    await expect(bo.getByText('on its way')).toHaveCount(0)
    const mine = (one: Page) => one.getByRole('list', { name: 'Your notes' })
    await expect(mine(bo).getByText('Written in the dark')).toHaveCount(1)
    await expect(mine(bo).getByText('A day without meetings')).toBeVisible()
    await expect(mine(cem).getByText('Too many meetings')).toBeVisible()
    await expect(box(cem, 'To improve')).toHaveValue('Half a sentence')
    for (const one of [ann, cem])
      expect(heard(one).filter((frame) => /without meetings|in the dark/.test(frame))).toEqual([])
    expect(heard(ann).filter((frame) => /Too many|Half a/.test(frame))).toEqual([])
    await next(cem).tap()
    await expect(mine(cem).getByText('Half a sentence')).toBeVisible()

    // The meeting goes on as if nothing had been: on the phone, too.
    await onward(ann).click()
    await cem.getByRole('tab', { name: /^Ideas/ }).tap()
    await expect(cem.locator('.note').getByText('Written in the dark')).toBeVisible()
    await goTo(ann, /^What deserves/)
    await cem.getByRole('tab', { name: /^To improve/ }).tap()
    await cem.getByRole('button', { name: 'Give a dot to: Too many meetings' }).tap()
    await cem.getByRole('button', { name: 'Give a dot to: Too many meetings' }).tap()
    await expect(cem.getByText('Four of your six dots left')).toBeVisible()
    for (const one of [ann, bo]) {
      await one.getByRole('button', { name: 'Give a dot to: Written in the dark' }).click()
      await expect(one.getByText('Five of your six dots left')).toBeVisible()
    }
    await expect(next(cem)).toContainText('I’m done voting')
    await next(cem).tap()
    await goTo(ann, 'What will we do differently?')
    await cem.getByLabel('Propose an action').fill('Keep Tuesdays free of meetings')
    await expect(next(cem)).toContainText('Save the action')
    await next(cem).tap()
    const action = cem.getByRole('listitem').filter({ hasText: 'Keep Tuesdays free' })
    await action.getByRole('button', { name: 'I’ll do it' }).tap()
    await action.getByLabel('By when').fill(inAMonth())
    await action.getByLabel('How we will know').fill('An empty calendar')
    await action.getByLabel('How we will know').press('Enter')
    await action.getByRole('button', { name: 'We will do this' }).tap()
    await expect(ann.getByText('One is chosen')).toBeVisible()
  } finally {
    await program.end()
    await Promise.all(contexts.map((context) => context.close()))
  }
})
