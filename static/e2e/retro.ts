import { expect, next, open, type Enter } from './fixtures'
import type { Locator, Page } from '@playwright/test'

/** What the tests of the retrospective have in common. */

export const people = ['Ann', 'Bo', 'Cem', 'Dia', 'Eve'] as const

/** The first facilitates, the others come by the link. */
export async function gather<const Names extends readonly string[]>(
  page: Page,
  enter: Enter,
  names: Names,
): Promise<[string, { -readonly [I in keyof Names]: Page }]> {
  const [first = '', ...others] = names
  const link = await open(page, first, 'Retro')
  const pages = await Promise.all(others.map((name) => enter(link, name)))
  await expect(page.getByText(`All ${names.length} are here`)).toBeVisible()
  return [link, [page, ...pages] as { -readonly [I in keyof Names]: Page }]
}

/** The key in the bar, which goes on whatever the filled button offers. */
export const onward = (page: Page) =>
  page.getByRole('group', { name: 'Clock and phase' }).getByRole('button', { name: 'Next phase' })

/** On to a phase from whichever one is now. */
export async function goTo(page: Page, title: string | RegExp): Promise<void> {
  const there = heading(page, title)
  for (let i = 0; i < 11 && !(await there.isVisible()); i++) {
    const before = await page.getByRole('heading', { level: 1 }).textContent()
    await onward(page).click()
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(before ?? '')
  }
  await expect(there).toBeVisible()
}

/** A day by which something can be done: the room takes none that is long ago or far away. */
export const inAMonth = (): string => new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)

export const heading = (page: Page, title: string | RegExp) => page.getByRole('heading', { level: 1, name: title })
export const column = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true })
export const box = (page: Page, name: string) => page.getByLabel(`New note in ${name}`)

/** Writes a note and saves it, as most do: with Enter. */
export async function write(page: Page, into: string, text: string): Promise<void> {
  await box(page, into).fill(text)
  await box(page, into).press('Enter')
  await expect(page.getByRole('list', { name: 'Your notes' }).getByText(text)).toBeVisible()
  await expect(page.getByText('on its way')).toHaveCount(0)
}

/** Says how safe it is, by key: there is nothing to answer before the question is on the page. */
export async function answerSafety(page: Page, card: string): Promise<void> {
  await expect(page.getByRole('group', { name: 'How openly can you speak here?' })).toBeVisible()
  await page.keyboard.press(card)
}

/** All press the filled button, which for each of them says that they are done. */
export const allDone = (pages: Page[], say: string) =>
  Promise.all(
    pages.map((page) =>
      expect(next(page))
        .toContainText(say)
        .then(() => next(page).click()),
    ),
  )
