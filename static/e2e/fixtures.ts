import { test as base, expect, type Browser, type BrowserContext, type Page } from '@playwright/test'

/** Every page watches its own console: a warning there is a failure of the test. */
export const test = base.extend<{ watch: (page: Page) => Page; enter: Enter }>({
  watch: async ({}, use) => {
    const said: string[] = []
    await use((page) => {
      page.on('console', (m) => ['error', 'warning'].includes(m.type()) && said.push(`${page.url()}: ${m.text()}`))
      page.on('pageerror', (e) => said.push(`${page.url()}: ${e.message}`))
      return page
    })
    expect(said).toEqual([])
  },
  enter: async ({ browser, watch }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (link, name, roles = ['Developer']) => {
      const page = watch(await newPerson(browser, contexts))
      await page.goto(link)
      await join(page, name, roles)
      return page
    })
    await Promise.all(contexts.map((c) => c.close()))
  },
})

type Enter = (link: string, name: string, roles?: string[]) => Promise<Page>

async function newPerson(browser: Browser, contexts: BrowserContext[]): Promise<Page> {
  const context = await browser.newContext()
  contexts.push(context)
  return context.newPage()
}

/** Fills in the form, reads the card and sits down. */
export async function join(page: Page, name: string, roles: string[] = ['Developer']): Promise<void> {
  await page.getByLabel('Your name').fill(name)
  for (const box of await page.getByRole('checkbox').all()) await box.uncheck({ force: true })
  for (const role of roles) await page.getByRole('checkbox', { name: role, exact: true }).check({ force: true })
  await page.getByRole('button', { name: 'Join the meeting' }).click()
  await page.getByRole('button', { name: 'Take my seat' }).click()
}

/** Two taps: the first person opens a room and is in it. Returns the link for the others. */
export async function open(page: Page, name: string): Promise<string> {
  await page.goto('/')
  await page.getByRole('button', { name: /Open\s*the room/ }).click()
  await expect(page.getByLabel('Your name')).toBeVisible()
  await join(page, name)
  const link = await page.getByLabel('Link to this room').textContent()
  return `http://${link}`
}

export const seat = (page: Page, name: string) =>
  page.getByRole('button', { name: new RegExp(`^${name}: .*Seat menu$`) })
export const next = (page: Page) => page.getByRole('contentinfo').locator('.next-action')

export { expect }
