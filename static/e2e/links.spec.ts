import type { Page } from '@playwright/test'
import { violations } from './axe'
import { expect, join, phone, test } from './fixtures'

/** A new home, with Jonas in it. */
async function home(page: Page) {
  await page.goto('/')
  await page.getByLabel('A home for your team').fill('Heron')
  await page.getByRole('button', { name: 'Open it' }).click()
  await join(page, 'Jonas', ['Scrum master'])
  await expect(page.getByRole('heading', { name: 'What is this sprint for?' })).toBeVisible()
}
const menu = async (page: Page) => {
  await page.getByRole('button', { name: 'Room: link' }).click()
  return page.getByRole('dialog')
}

test('a product owner comes by a link for the role, and comes back by their own link when cookies are gone', async ({
  page,
  watch,
  browser,
}) => {
  watch(page)
  await home(page)
  const sheet = await menu(page)
  await sheet.getByRole('button', { name: 'Make the link' }).click()
  const link = `http://${await sheet.getByRole('status', { name: 'Link for: Product owner' }).textContent()}`
  await expect(sheet.getByText(/^made by Jonas/)).toBeVisible()
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')

  const onPhone = await browser.newContext({ ...phone, locale: 'de-DE' })
  const ilse = watch(await onPhone.newPage())
  await ilse.goto(link)
  await expect(ilse).not.toHaveURL(/role/)
  await expect(ilse.getByText('Mit diesem Link kommst du herein als: Product Owner.')).toBeVisible()
  await expect(ilse.getByRole('group', { name: 'Du bist hier als' })).toHaveCount(0)
  expect(await violations(ilse)).toEqual([])
  await ilse.getByLabel('Dein Name').fill('Ilse')
  await ilse.getByRole('button', { name: 'Zum Team dazukommen' }).click()
  await ilse.getByRole('button', { name: 'Platz nehmen' }).click()
  await expect(ilse.getByRole('button', { name: 'Aus einer Datei' })).toBeVisible() // which is the product owner's
  await ilse.getByRole('button', { name: 'Raum: Link' }).click()
  const seine = ilse.getByRole('dialog')
  await expect(seine.getByText('Dieser Browser hat den Schlüssel des Links nicht.')).toBeVisible()
  await expect(seine.getByRole('button', { name: 'Link erstellen' })).toHaveCount(0)
  await seine.getByRole('button', { name: 'Meinen Rückweg anlegen' }).click()
  const back = `http://${await seine.getByLabel('Mein Rückweg').textContent()}`
  expect(await violations(ilse)).toEqual([])
  await onPhone.close()

  const elsewhere = await browser.newContext()
  const again = watch(await elsewhere.newPage())
  await again.goto(back)
  await again.getByRole('button', { name: 'Take my seat' }).click()
  await expect(again.getByRole('button', { name: 'Bring from a file' })).toBeVisible()
  await expect(again).not.toHaveURL(/back/)
  const hers = await menu(again)
  await expect(hers.getByRole('textbox', { name: 'Name' })).toHaveValue('Ilse')
  await expect(hers.getByText(/It was used last on/)).toBeVisible()
  await hers.getByRole('button', { name: 'Make a new one' }).click()
  await expect(hers.getByLabel('My way back')).toBeAttached()
  await elsewhere.close()

  const late = await browser.newContext()
  const dead = await late.newPage() // not watched: the browser itself says 404 there
  await dead.goto(back)
  await expect(dead.getByRole('alert')).toContainText('This way back holds no longer')
  expect(await violations(dead)).toEqual([])
  await dead.getByRole('button', { name: 'Knock at the door' }).click()
  await expect(dead.getByRole('heading', { name: 'Knock at the door' })).toBeVisible()
  await late.close()
})

test('whoever is in the team already is asked, and a link that was taken back says so', async ({
  page,
  watch,
  enter,
  browser,
}) => {
  watch(page)
  await home(page)
  const room = `http://${await page.getByLabel('Link to this room').textContent()}`
  const mira = await enter(room, 'Mira', ['Developer'])
  const sheet = await menu(page)
  await sheet.getByRole('button', { name: 'Make the link' }).click()
  const link = `http://${await sheet.getByRole('status', { name: 'Link for: Product owner' }).textContent()}`
  await mira.goto('about:blank')
  await mira.goto(link)
  await expect(mira.getByText('This link also makes you: Product owner.')).toBeVisible()
  expect(await violations(mira)).toEqual([])
  await mira.getByRole('button', { name: 'Take this on' }).click()
  await expect(mira.getByRole('button', { name: 'Bring from a file' })).toBeVisible()

  await sheet.getByRole('button', { name: 'Take back the link for: Product owner' }).click()
  await expect(sheet.getByText(/^made by Jonas/)).toHaveCount(0)
  const context = await browser.newContext()
  const eve = await context.newPage() // not watched: the browser itself says 404 there
  await eve.goto(link)
  await expect(eve.getByRole('alert')).toContainText('it was renewed or taken back')
  await context.close()
})
