import type { Page } from '@playwright/test'
import { expect, next, test } from './fixtures'
import { allDone, box, gather, goTo, write } from './retro'

/** A discussion of twenty seconds, which the page does not offer: from another tab of the same person. */
const shorten = (page: Page) =>
  page.evaluate(async () => {
    const socket = new WebSocket(
      `ws://${location.host}/api${location.pathname.replace('/r/', '/rooms/')}/live`,
      'rondo.v1',
    )
    const heard = (what: string) =>
      new Promise<void>((done) => {
        socket.onmessage = ({ data }) => String(data).includes(what) && done()
      })
    await new Promise((opened) => (socket.onopen = opened))
    socket.send(JSON.stringify({ hello: { tab: 'f'.repeat(32), next: 1 } }))
    await heard('"hello"')
    socket.send(JSON.stringify({ n: 1, do: 'timebox', with: { phase: 'discuss', ms: 20_000 } }))
    await heard('"ok":true')
    socket.close()
  })

// The clock of a topic is the server's, and what it asks at zero comes to every browser.
test('at the zero of its clock a topic is voted on, and the table passes to the next', async ({
  page,
  watch,
  enter,
}) => {
  watch(page)
  const [, pages] = await gather(page, enter, ['Ann', 'Bo', 'Cem'] as const)
  const [ann, bo, cem] = pages

  await shorten(ann)

  await next(ann).click()
  await goTo(ann, 'What should this sprint teach us?')
  for (const [one, text] of [
    [ann, 'Slow build'],
    [bo, 'Long reviews'],
    [cem, 'Late tests'],
  ] as const)
    await write(one, 'To improve', text)
  await expect(box(ann, 'To improve')).toBeVisible()
  await goTo(ann, /deserves our next/)
  for (const one of pages) {
    for (const text of ['Slow build', 'Slow build', 'Slow build', 'Long reviews', 'Long reviews', 'Late tests'])
      await one.getByRole('button', { name: `Give a dot to: ${text}` }).click()
  }
  await allDone(pages, 'I’m done voting')
  // Dots that are on their way when the phase ends count no more, and of fewer than three people none do.
  await expect(next(ann)).toContainText('Show the totals')
  await goTo(ann, 'Discuss')
  await expect(ann.getByRole('heading', { level: 2, name: 'Slow build' })).toBeVisible()
  // The topic has its share of the twenty seconds; the phase gets as long as a busy machine may take for the rest.
  for (let i = 0; i < 5; i++) await ann.getByRole('button', { name: '1 min more' }).click()

  for (const one of pages) {
    const question = one.getByRole('group', { name: 'Time is up for this topic. And now?' })
    await expect(question).toBeVisible()
    await question.getByRole('button', { name: 'Park it' }).click()
  }
  for (const one of pages) await expect(one.getByRole('heading', { level: 2, name: 'Long reviews' })).toBeVisible()
  await expect(bo.getByRole('listitem').filter({ hasText: 'Slow build' }).getByText('parked').first()).toBeVisible()
})
