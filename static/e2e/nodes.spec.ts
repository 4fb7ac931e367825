import type { Page } from '@playwright/test'
import { expect, join, next, open, seat, test } from './fixtures'
import { Nodes } from './nodes'

const title = 'Pay again'
const card = (page: Page, size: string) =>
  page.getByRole('group', { name: title }).getByRole('button', { name: size, exact: true })

// The browser itself reports a socket that broke; here that is the point.
test('the node that has the room is killed in mid-vote: nobody loses a vote', async ({ browser }) => {
  const nodes = await Nodes.start(3)
  const contexts = await Promise.all([{ baseURL: nodes.url }, {}, {}].map((device) => browser.newContext(device)))
  try {
    const [ann, bo, cem] = (await Promise.all(contexts.map((context) => context.newPage()))) as [Page, Page, Page]
    const link = await open(ann, 'Ann', 'Poker')
    for (const [page, name] of [
      [bo, 'Bo'],
      [cem, 'Cem'],
    ] as const) {
      await page.goto(link)
      await join(page, name)
    }
    for (const name of ['Bo', 'Cem']) await expect(seat(ann, name)).toBeVisible()
    await ann.getByRole('button', { name: 'Add an item' }).click()
    await ann.getByLabel('What is it about?').fill(title)
    await ann.keyboard.press('Enter')
    await next(ann).click()

    await card(ann, '5').click()
    await card(bo, '8').click()
    await expect(ann.getByText('2 of 3 have voted').first()).toBeVisible()
    nodes.killOwner(new URL(link).pathname.split('/')[2] ?? '')
    await card(cem, '5').click()

    // All three votes are there, and everybody sees them turn over, at whichever node they are now.
    await Promise.all(
      [ann, bo, cem].flatMap((page) =>
        Object.entries({ Ann: 5, Bo: 8, Cem: 5 }).map(([name, size]) =>
          expect(seat(page, name)).toHaveAccessibleName(new RegExp(`\\b${size}\\b`)),
        ),
      ),
    )
    await expect(ann.getByText(/^Reconnecting\./)).toBeHidden()
  } finally {
    await Promise.all(contexts.map((context) => context.close()))
    await nodes.end()
  }
})
