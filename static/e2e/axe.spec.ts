import type { Page } from '@playwright/test'
import { violations } from './axe'
import { expect, next, open, phone, sweep, test } from './fixtures'
import { onward, write } from './retro'

/** Live screens differ from stories: what was sent and what waits is there, and people come and go. */
async function look(page: Page, where: string, theme: 'light' | 'dark'): Promise<void> {
  for (const colorScheme of sweep ? (['light', 'dark'] as const) : [theme]) {
    await page.emulateMedia({ colorScheme })
    expect.soft(await violations(page), `${where}, ${colorScheme}`).toEqual([])
  }
}

/** On a phone one thing is on the screen at a time. */
async function lookAtAll(one: Page, where: string, theme: 'light' | 'dark'): Promise<void> {
  const tabs = await one.getByRole('tab').allTextContents()
  for (const [at, tab] of tabs.entries()) {
    await one.getByRole('tab').nth(at).click()
    await look(one, `${where}, ${tab}`, theme)
  }
  if (tabs.length) await one.getByRole('tab').first().click()
  else await look(one, where, theme)
}

const title = (page: Page) => page.getByRole('heading', { level: 1 })
/** What the phase is called, without what happens in it. */
const phase = async (page: Page) => ((await title(page).textContent()) ?? '').replace(/:.*/, '')

/** One button after the other. */
async function press(one: Page, ...names: string[]): Promise<void> {
  for (const name of names) await one.getByRole('button', { name }).first().click()
}

/** A line, by Enter. */
async function say(one: Page, label: string, text: string): Promise<void> {
  await one.getByLabel(label).fill(text)
  await one.getByLabel(label).press('Enter')
  await expect(one.getByText(text).first()).toBeVisible()
}

/** Somebody does something there, so that there is something to see. */
const happens: Record<string, (page: Page, bo: Page) => Promise<void>> = {
  'Standup, Round': async (page, bo) => {
    await bo.keyboard.press('i')
    await bo.getByLabel('What is in the way?').fill('Staging is full')
    await bo.keyboard.press('Enter')
    await expect(page.getByText('Staging is full')).toBeVisible()
  },
  'Retro, What should this sprint teach us?': (page) => write(page, 'Went well', 'Pairing on payments'),
  'Planning, Lobby': async (page) => {
    await say(page, 'My days in this sprint', '10')
    await press(page, 'Add an item')
    for (const title of ['Pay again', 'Receipts']) await say(page, 'What is it about?', title)
    await press(page, 'More about: Pay again', 'It is carried over: Pay again', 'Keep it: Pay again')
    await press(page, 'Ask for it: Pay again')
  },
  'Planning, Why': async (page, bo) => {
    await say(page, 'What will be different at the end of the sprint?', 'Nobody pays twice')
    await say(page, 'What will be different at the end of the sprint?', 'A failed payment gets through')
    await say(page, 'What speaks against it?', 'The bank is closed')
    await press(page, 'Settled: The bank is closed')
    await next(page).click()
    await expect(bo.getByText('developers are asked')).toBeVisible()
  },
  'Planning, What': async (page) => {
    await press(page, 'More about: Receipts', 'Pull in: Receipts')
    await say(page, 'What may come between?', 'The bank is closed')
    await press(page, 'I watch it: The bank is closed')
  },
  'Review, Lobby': async (page) => {
    await press(page, 'Add an item')
    for (const title of ['Pay again', 'Receipts']) await say(page, 'What was built?', title)
    await press(page, 'Done: Pay again')
  },
  'Review, Goal': async (page) => {
    await press(page, 'Partly met')
    await expect(page.getByLabel('In a sentence')).toBeVisible()
  },
  'Review, Demos': async (page, bo) => {
    await press(page, 'More about: Pay again', 'Show now')
    await press(bo, 'Idea')
    await say(bo, 'What would make it better?', 'Receipts by mail')
    await expect(page.getByText('Receipts by mail')).toBeVisible()
  },
  'Review, What next': async (page) => {
    await press(page, 'Add a candidate')
    await say(page, 'What is worth doing?', 'Pay with points')
    await press(page, 'Park: Pay with points', 'Say why: Pay with points')
  },
  'Planning, How': (page) => say(page, 'A step of “Pay again”', 'Queue it'),
}

async function goesOn(page: Page, from: string): Promise<void> {
  if (from === 'Lobby') return next(page).click()
  if (await onward(page).isVisible()) return onward(page).click()
  await page.getByRole('button', { name: 'Room: link' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'End the meeting' }).click()
  await page.keyboard.press('Escape')
}

for (const [kind, screens, roles] of [
  ['Standup', 7],
  ['Retro', 12],
  ['Poker', 4],
  ['Refinement', 4],
  ['Planning', 7, ['Developer', 'Product owner']],
  ['Review', 7, ['Developer', 'Product owner']],
] as [string, number, string[]?][])
  test(`every phase of a live meeting, light on a desktop and dark on a phone: ${kind}`, async ({
    page,
    watch,
    enter,
  }) => {
    watch(page)
    page.on('dialog', (d) => d.accept()) // on, although nobody has answered
    const link = await open(page, 'Ann', kind, roles)
    const bo = await enter(link, 'Bo', ['Developer'], phone)
    await enter(link, 'Cy')
    await expect(next(page)).toBeVisible()
    const seen: string[] = []
    const over = page.getByText('Done for today')
    for (;;) {
      const at = await phase(page)
      seen.push(at)
      await expect.poll(() => phase(bo)).toBe(at)
      await happens[`${kind}, ${at}`]?.(page, bo)
      await lookAtAll(page, `${kind}, ${at}, desktop`, 'light')
      await lookAtAll(bo, `${kind}, ${at}, phone`, 'dark')
      if (seen.at(-2) === at) break // it has ended
      await goesOn(page, at)
      await expect.poll(async () => (await phase(page)) !== at || (await over.count()) > 0).toBe(true)
    }
    expect(seen).toHaveLength(screens)
  })
