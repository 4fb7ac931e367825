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

const title = (page: Page) => page.getByRole('heading', { level: 1 })
/** What the phase is called, without what happens in it. */
const phase = async (page: Page) => ((await title(page).textContent()) ?? '').replace(/:.*/, '')

/** Somebody does something there, so that there is something to see. */
const happens: Record<string, (page: Page, bo: Page) => Promise<void>> = {
  Round: async (page, bo) => {
    await bo.keyboard.press('i')
    await bo.getByLabel('What is in the way?').fill('Staging is full')
    await bo.keyboard.press('Enter')
    await expect(page.getByText('Staging is full')).toBeVisible()
  },
  'What should this sprint teach us?': (page) => write(page, 'Went well', 'Pairing on payments'),
}

async function goesOn(page: Page, from: string): Promise<void> {
  if (from === 'Lobby') return next(page).click()
  if (await onward(page).isVisible()) return onward(page).click()
  await page.getByRole('button', { name: 'Room: link' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'End the meeting' }).click()
  await page.keyboard.press('Escape')
}

for (const [kind, screens] of [
  ['Standup', 7],
  ['Retro', 12],
  ['Poker', 4],
  ['Refinement', 4],
] as const)
  test(`every phase of a live meeting, light on a desktop and dark on a phone: ${kind}`, async ({
    page,
    watch,
    enter,
  }) => {
    watch(page)
    page.on('dialog', (d) => d.accept()) // on, although nobody has answered
    const link = await open(page, 'Ann', kind)
    const bo = await enter(link, 'Bo', ['Developer'], phone)
    await enter(link, 'Cy')
    await expect(next(page)).toBeVisible()
    const seen: string[] = []
    const over = page.getByText('Done for today')
    for (;;) {
      const at = await phase(page)
      seen.push(at)
      await expect.poll(() => phase(bo)).toBe(at)
      await happens[at]?.(page, bo)
      await look(page, `${kind}, ${at}, desktop`, 'light')
      await look(bo, `${kind}, ${at}, phone`, 'dark')
      if (seen.at(-2) === at) break // it has ended
      await goesOn(page, at)
      await expect.poll(async () => (await phase(page)) !== at || (await over.count()) > 0).toBe(true)
    }
    expect(seen).toHaveLength(screens)
  })
