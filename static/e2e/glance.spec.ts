import type { Locator, Page } from '@playwright/test'
import { crowded, expect, next, open, phone, test, turnTo } from './fixtures'

const story = async (page: Page, name: string) => {
  await page.setViewportSize({ width: 390, height: 664 })
  await page.goto(`/?story=${name}&still`)
  await page.locator('main').waitFor()
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(60)
}
const top = async (page: Page, what: string) => (await page.locator(what).boundingBox())?.y

test('on a phone the line of the meeting and its banner stay in view', async ({ page, watch }) => {
  watch(page)
  await story(page, 'standup/round')
  expect(await top(page, 'div.head')).toBe(0)
  await story(page, 'standup/paused')
  expect(await top(page, '.banner')).toBe(0)
})

test('on a phone the ring that is scrolled off is one line: whose turn, and how long', async ({ page, watch }) => {
  watch(page)
  await story(page, 'standup/round')
  const figure = await page.locator('.ring .clock').textContent()
  const line = page.locator('.fold')
  await expect(line).toContainText((await page.locator('.ring-who').textContent()) ?? '?')
  await expect(line).toContainText(figure?.trim() ?? '?')
  const head = await page.locator('div.head').boundingBox()
  expect((await line.boundingBox())?.y).toBe((head?.y ?? 0) + (head?.height ?? 0))
  await page.evaluate(() => scrollTo(0, 0))
  await expect(line).toHaveCount(0)

  // Of a board the tabs stay below it.
  await story(page, 'retrospective/read')
  const [fold, tabs] = [await line.boundingBox(), await page.getByRole('tablist').boundingBox()]
  expect(tabs?.y).toBe((fold?.y ?? 0) + (fold?.height ?? 0))
  await story(page, 'retrospective/vote')
  const bar = page.getByRole('contentinfo')
  await expect(bar.locator('.clock')).toBeVisible()
  await expect(bar).toContainText('dots left')
  await expect(line).toHaveCount(0)

  // Of a list that is worked through it names the item: the question may be out of sight.
  await story(page, 'poker/vote')
  await expect(line).toContainText('Log in with a passkey')
})

// (hushh-labs/hushh-research PR#5055)
test('on a phone nothing covers the field that is brought into view', async ({ page, watch }) => {
  watch(page)
  await page.goto('/?story=')
  for (const [story, height] of [
    ['standup/lobby', 400], // a keyboard leaves so much
    ['standup/lobby', 664],
    ['retrospective/decide', 664],
  ] as const) {
    await page.setViewportSize({ width: 390, height })
    await turnTo(page, `/?story=${story}&still`)
    const fields = await page.locator('main :is(textarea, .input):visible').all()
    expect.soft(fields, story).not.toEqual([])
    for (const field of fields) {
      await page.evaluate(() => scrollTo(0, 0))
      await field.evaluate((e) => e.scrollIntoView({ block: 'nearest' }))
      const [box, bar] = [await field.boundingBox(), await page.getByRole('contentinfo').boundingBox()]
      expect.soft((box?.y ?? 0) + (box?.height ?? 0), `${story} at ${height}`).toBeLessThanOrEqual(bar?.y ?? 0)
    }
  }
})

test('on a phone a new phase brings the stage into view, unless one is typing', async ({ page, watch, enter }) => {
  watch(page)
  const bo = await enter(await open(page, 'Ann'), 'Bo', ['Developer'], {
    ...phone,
    viewport: { width: 390, height: 664 },
  })
  const down = () => bo.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
  const at = () => bo.evaluate(() => scrollY)
  await down()
  await expect.poll(at).toBeGreaterThan(60)
  await next(page).click()
  await expect(bo.getByRole('heading', { level: 1, name: 'Goal' })).toBeAttached()
  await expect.poll(at).toBe(0)
  await page.getByRole('button', { name: 'Next phase' }).click()
  await expect(bo.getByText('1 of 2')).toBeVisible()
  await bo.getByRole('button', { name: 'Raise blocker' }).tap()
  // What opens below a button opens in view, not under the bar.
  const add = await bo.getByRole('button', { name: 'Raise it' }).boundingBox()
  expect((add?.y ?? 0) + (add?.height ?? 999)).toBeLessThanOrEqual(
    (await bo.getByRole('contentinfo').boundingBox())?.y ?? 0,
  )
  await bo.getByLabel('What is in the way?').fill('Half a blo')
  await down()
  await expect.poll(at).toBeGreaterThan(60)
  await next(page).click() // the turn passes to or from Bo
  await expect(bo.getByText('2 of 2')).toBeVisible()
  expect(await at()).toBeGreaterThan(60)
  await expect(bo.getByLabel('What is in the way?')).toBeFocused()
})

test('on a phone whoever is alone in a room sees first how to ask the others in', async ({ page, watch }) => {
  watch(page)
  await page.addInitScript(() => {
    Object.assign(navigator, { share: () => Promise.resolve() })
    localStorage.setItem('rondo.secret.story', 'x'.repeat(22))
  })
  await page.setViewportSize({ width: 390, height: 664 })
  await page.goto('/?story=')
  await turnTo(page, '/?story=standup/alone&still')
  const bar = (await page.getByRole('contentinfo').boundingBox())?.y ?? 0
  for (const way of [
    page.getByRole('button', { name: 'Share the link' }),
    page.getByRole('button', { name: 'Copy the link' }),
    page.getByRole('img', { name: 'QR code' }),
  ]) {
    const box = await way.boundingBox()
    expect.soft((box?.y ?? 0) + (box?.height ?? 999), String(way)).toBeLessThanOrEqual(bar)
  }
})

// (LemmyNet/lemmy-ui#1070)
test('on a phone no field that opens has letters so small that the phone zooms in', async ({ page, watch }) => {
  watch(page)
  await page.setViewportSize({ width: 390, height: 664 })
  await page.goto('/?story=')
  const letters = async (field: Locator) => parseFloat(await field.evaluate((e) => getComputedStyle(e).fontSize))
  await turnTo(page, '/?story=retrospective/write&still')
  await page
    .getByRole('button', { name: /^Change: / })
    .first()
    .click()
  expect(await letters(page.locator('form.note textarea'))).toBeGreaterThanOrEqual(16)
  await turnTo(page, '/?story=retrospective/group&still')
  await page
    .getByRole('button', { name: /^Rename/ })
    .first()
    .click()
  expect(await letters(page.locator('form.line-form input'))).toBeGreaterThanOrEqual(16)
})

test('on a phone what stands in the middle of the ring stays within it', async ({ page, watch }) => {
  watch(page)
  await page.goto('/?story=')
  for (const width of [390, 360, 320])
    for (const story of ['poker/reveal', 'poker/tie', 'poker/why', 'poker/vote', 'standup/round']) {
      await page.setViewportSize({ width, height: 740 })
      await turnTo(page, `/?story=${story}&still`)
      const farthest = await page.locator('.ring').evaluate((ring) => {
        const { x, y, width } = ring.getBoundingClientRect()
        const texts = [...ring.querySelectorAll('.centre > *')].filter((e) => e.checkVisibility())
        const corners = texts.flatMap((text) => {
          const range = document.createRange()
          range.selectNodeContents(text)
          return [...range.getClientRects()].flatMap((b) =>
            [b.left, b.right].flatMap((x) => [b.top, b.bottom].map((y) => [x, y])),
          )
        })
        return Math.max(
          ...corners.map(([left = 0, top = 0]) => Math.hypot(left - x - width / 2, top - y - width / 2) / width),
        )
      })
      expect.soft(farthest, `${story} at ${width}`).toBeLessThan(0.3)
    }
})

test('on a phone the fields of a sprint stand within their sheet', async ({ page, watch }) => {
  watch(page)
  await page.goto('/?story=')
  for (const width of [360, 320]) {
    await page.setViewportSize({ width, height: 740 })
    await turnTo(page, '/?story=team/home&still')
    await page.getByRole('button', { name: 'Change the sprint' }).click()
    const sheet = page.getByRole('dialog')
    const within = await sheet.boundingBox()
    for (const field of await sheet.locator('form :is(.input, .btn)').all()) {
      const box = await field.boundingBox()
      expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual((within?.x ?? 0) + (within?.width ?? 0) - 8)
    }
  }
})

test.describe('in German, on the narrowest phone', () => {
  test.use({ locale: 'de-DE', viewport: { width: 320, height: 640 } })
  test('nothing in the line of the meeting lies on something else', async ({ page, watch }) => {
    watch(page)
    await page.goto('/?story=')
    for (const story of ['standup/overtime', 'standup/paused', 'standup/lobby', 'retrospective/stage', 'poker/vote']) {
      await turnTo(page, `/?story=${story}&still`)
      expect.soft(await crowded(page), story).toEqual([])
    }
  })
})

test('a seat stays where it is for the whole meeting', async ({ page, watch }) => {
  watch(page)
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto('/?story=')
  const places = new Set<number>()
  for (const story of ['lobby', 'goal', 'round', 'blockers', 'plan', 'close']) {
    await turnTo(page, `/?story=standup/${story}&still`)
    const ring = await page.locator('.ring').boundingBox()
    places.add(Math.round((ring?.x ?? 0) + (ring?.width ?? 0) / 2))
  }
  expect([...places]).toHaveLength(1)
})
