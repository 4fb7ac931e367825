import { expect, next, open, test } from './fixtures'

// What fails here the browser itself reports, so the consoles are not watched.
test('joining says where, and nothing fails without a word: no cookies, a part that does not come, no live connection', async ({
  page,
  browser,
}) => {
  const link = await open(page, 'Ann')

  // (marwanhawari/LeetRooms#41)
  await test.step('cookies are blocked: that is said before there is a seat', async () => {
    const strict = await browser.newPage()
    await strict.addInitScript(() =>
      Object.defineProperty(Document.prototype, 'cookie', { get: () => '', set: () => undefined }),
    )
    const asked: string[] = []
    strict.on('request', (request) => asked.push(request.url()))
    await strict.goto(link)
    await expect(strict.getByRole('heading', { name: 'This browser keeps no cookies here' })).toBeVisible()
    expect(asked.filter((url) => url.includes('/api/'))).toEqual([])
    await strict.close()
  })

  const bo = await browser.newPage()
  // (lightdash/lightdash#24685, vitejs/vite#11804)
  await test.step('a part of the page does not come, until it is asked for again', async () => {
    await bo.route('**/assets/standup-*.js', (route) => route.abort())
    await bo.goto(link)
    await expect(bo.getByText(/^[A-Z][a-z]+, Daily standup$/)).toBeVisible()
    await expect(bo.getByText('Ann leads it. There already: Ann.')).toBeVisible()
    await bo.getByLabel('Your name').fill('Bo')
    await bo.getByRole('button', { name: 'Join the meeting' }).click()
    await expect(bo.getByRole('heading', { name: 'Part of the page is missing' })).toBeVisible()
    await bo.unroute('**/assets/standup-*.js')
    await bo.getByRole('button', { name: 'Try again' }).click()
    await bo.getByRole('button', { name: 'Take my seat' }).click()
    await expect(bo.getByRole('timer').or(next(bo))).toBeVisible()
  })

  await test.step('a proxy lets no live connection pass', async () => {
    await bo.routeWebSocket('**/live', (socket) => void socket.close())
    await bo.reload()
    await expect(bo.getByRole('heading', { name: 'The live connection does not get through' })).toBeVisible()
    await expect(bo.getByText('“Upgrade” lines')).toBeVisible()
  })
  await bo.close()
})
