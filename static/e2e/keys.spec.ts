import type { Page } from '@playwright/test'
import { expect, next, open, test } from './fixtures'

/** A machine so busy that the browser never gets to telling of a dialog or a menu that it closed. */
const neverTold = (page: Page) =>
  page.addInitScript(() => {
    for (const late of ['close', 'toggle']) addEventListener(late, (e) => e.stopImmediatePropagation(), true)
  })

/** One key right after the other, as fingers do it: nobody waits for the page in between. */
const quickly = (page: Page, ...keys: string[]) => Promise.all(keys.map((key) => page.keyboard.press(key)))

test('keys alone lead through a meeting', async ({ page, watch, enter }) => {
  watch(page)
  await neverTold(page)
  const link = await open(page, 'Ann')
  await enter(link, 'Bo')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  await quickly(page, 'Escape', 'Space')
  await expect(page.getByRole('timer')).toBeVisible()
  await expect(page.getByRole('dialog', { name: 'Keys' })).toHaveCount(0)
  await page.keyboard.press('p')
  await expect(page.getByText('All clocks stand still.')).toBeVisible()
  await page.keyboard.press('p')
  await expect(page.getByText('All clocks stand still.')).toBeHidden()
  // What was pressed is gone; what stands there now has the focus.
  await page.getByRole('button', { name: 'Pause' }).press('Enter')
  await expect(page.getByRole('contentinfo').getByRole('button', { name: 'Resume' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Pause' })).toBeFocused()
  await next(page).press('Enter')
  await expect(page.getByText('1 of 2')).toBeVisible()
  await expect(next(page)).toBeFocused()
  await page.keyboard.press('b')
  await expect(page.getByRole('heading', { name: 'Goal', exact: true })).toBeAttached()
  // A field that goes while somebody types gives the focus to the stage.
  await page.getByRole('button', { name: 'Set the goal' }).press('Enter')
  await page.keyboard.type('Ship ')
  const other = watch(await page.context().newPage())
  await other.goto(link)
  await next(other).click()
  await expect(page.getByText('1 of 2')).toBeAttached()
  await expect(page.locator('#stage')).toBeFocused()
})

const story = (name: string, asked = '') => `/?story=${name}&still${asked}`

// A sheet, what opens it, and how often it has to be asked to close.
const sheets: [name: string, path: string, open?: (page: Page) => Promise<void>, escapes?: 2][] = [
  ...['room', 'keys', 'people', 'react', 'agenda'].map((panel): [string, string] => [
    panel,
    story('standup/round', `&open=${panel}`),
  ]),
  ['quiet', story('retrospective/discuss', '&open=quiet')],
  ['bring', story('retrospective/actions-empty', '&open=bring')],
  ['the card on entering', story('standup/entering', '&card')],
  ['the promise', story('retrospective/write'), (page) => page.locator('button.brief').press('Enter')],
  [
    'where a note goes',
    story('retrospective/group'),
    (page) =>
      page
        .getByRole('button', { name: /^Move to…: / })
        .first()
        .press('Enter'),
  ],
  ['a menu at a seat', story('standup/round'), (page) => page.locator('button.disc').first().press('Enter')],
  ['the device that goes round', story('retrospective/passing'), undefined, 2],
]
for (const [name, path, open, escapes] of sheets)
  test(`the key right after Escape is the room’s again: ${name}`, async ({ page, watch }) => {
    watch(page)
    await neverTold(page)
    await page.goto(path)
    await page.locator('main').waitFor()
    await open?.(page)
    const sheet = page.locator('dialog:modal, :popover-open')
    await expect(sheet).toBeVisible()
    await quickly(page, ...Array<string>(escapes ?? 1).fill('Escape'), 'h')
    await expect(page.getByRole('status').getByText('This is a story')).toBeVisible() // the hand was raised
    await expect(page.locator('dialog, [popover]')).toHaveCount(0)
  })

test('the focus goes back to what opened a sheet, however it is closed', async ({ page, watch }) => {
  watch(page)
  await page.goto(story('standup/listener'))
  const [opener, sheet] = [page.getByRole('button', { name: 'React' }), page.getByRole('dialog')]
  for (const close of [
    () => page.keyboard.press('Escape'),
    () => sheet.getByRole('button', { name: 'Close' }).press('Enter'),
    () => page.mouse.click(3, 3),
    () => sheet.getByRole('button').last().press('Enter'),
  ]) {
    await opener.press('Enter')
    await expect(sheet).toBeVisible()
    await close()
    await expect(opener).toBeFocused()
  }
})

test('a menu closes with its seat, gives way to another, and lets go of the focus', async ({ page, watch }) => {
  watch(page)
  await page.goto(story('standup/round'))
  const [one, other, menu] = [
    page.locator('button.disc').nth(1),
    page.locator('button.disc').nth(3),
    page.getByRole('menu'),
  ]
  const whose = async (seat: typeof one) => ((await seat.getAttribute('aria-label')) ?? '').split(':')[0] ?? ''
  await one.click()
  await expect(menu).toHaveAccessibleName(new RegExp(await whose(one)))
  await other.click()
  await expect(menu).toHaveAccessibleName(new RegExp(await whose(other)))
  await quickly(page, 'Escape', 'Enter')
  await expect(menu).toHaveAccessibleName(new RegExp(await whose(other)))
  await other.click()
  await expect(menu).toHaveCount(0)

  await page.getByRole('button', { name: 'Raise blocker' }).click()
  await one.click()
  const field = page.getByLabel('What is in the way?')
  await field.click()
  await expect(menu).toHaveCount(0)
  await expect(field).toBeFocused()
})
