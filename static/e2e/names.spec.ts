import { readdirSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { expect, test, turnTo } from './fixtures'

const stories = readdirSync('stories', { recursive: true })
  .map(String)
  .filter((file) => file.endsWith('.json') && !file.startsWith('workbench'))
  .map((file) => file.slice(0, -'.json'.length))
const panels = ['room', 'people', 'agenda', 'react', 'quiet', 'unsent']

/** What sticks out of the screen or a sheet, and what is cut without a word. */
const faults = (page: Page) =>
  page.evaluate(() => {
    const says = (e: Element) => `${e.tagName} ${e.className} «${(e.textContent ?? '').trim().slice(0, 30)}»`
    const shown = (e: Element) => e.checkVisibility({ visibilityProperty: true }) && !e.closest('.sr, .skip')
    const all = [...document.querySelectorAll<HTMLElement>('body *')].filter(shown)
    const wide = document.documentElement.scrollWidth > innerWidth ? ['the page'] : []
    const sheets = all.filter(
      (e) =>
        e.matches('dialog, dialog .body') &&
        getComputedStyle(e).overflowX !== 'hidden' &&
        e.scrollWidth > e.clientWidth + 1,
    )
    const out = all.filter((e) => {
      const box = e.getBoundingClientRect()
      const scrolls = e.closest('[role=tablist], .agenda, nav, .board, ol.phases, svg')
      return box.width > 1 && !scrolls && (box.left < -1 || box.right > innerWidth + 1)
    })
    const cut = all.filter((e) => {
      const style = getComputedStyle(e)
      const text = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent?.trim())
      return (
        text && e.scrollWidth > e.clientWidth + 1 && style.overflowX !== 'visible' && style.textOverflow !== 'ellipsis'
      )
    })
    // A word beside a long one must not stand letter below letter.
    const stacked = all.filter((e) => {
      const text = [...e.childNodes].some((n) => n.nodeType === 3 && (n.textContent?.trim().length ?? 0) > 3)
      const box = e.getBoundingClientRect()
      return text && box.width < 26 && box.height > 70
    })
    return [...wide, ...[...sheets, ...out, ...cut, ...stacked].map(says)].slice(0, 6)
  })

/** Names at the ring that lie over each other. */
const meet = (page: Page) =>
  page.evaluate(() => {
    const tags = [...document.querySelectorAll('.seats .tag')].filter((e) => e.checkVisibility())
    const boxes = tags.map((e) => ({ e, box: e.getBoundingClientRect() }))
    return boxes.flatMap(({ e, box: a }, i) =>
      boxes
        .slice(i + 1)
        .filter(
          ({ box: b }) =>
            Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
            Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1,
        )
        .map(({ e: other }) => `${e.textContent} / ${other.textContent}`),
    )
  })

// (djthread/lucidboard#85, tkesgar/javelin#12)
for (const width of [360, 320])
  test(`names of any length and script fit on a phone of ${width} pixels, in every phase and sheet`, async ({
    page,
    watch,
  }) => {
    watch(page)
    await page.setViewportSize({ width, height: 740 })
    await page.goto('/?story=')
    for (const story of stories) {
      await turnTo(page, `/?story=${story}&still&names`)
      expect.soft(await faults(page), story).toEqual([])
    }
    await page.setViewportSize({ width: width * 4, height: 900 })
    for (const story of stories) {
      await turnTo(page, `/?story=${story}&still&names`)
      expect.soft(await faults(page), `${story}, wide`).toEqual([])
    }
    await page.setViewportSize({ width, height: 740 })
    for (const panel of panels) {
      await turnTo(page, `/?story=standup/round&still&names&open=${panel}`)
      expect.soft(await faults(page), panel).toEqual([])
    }
  })

test('no two names at the ring meet, however many people sit around it', async ({ page, watch }) => {
  watch(page)
  await page.goto('/?story=')
  for (const [width, height] of [
    [1920, 1080],
    [1440, 900],
    [1024, 768],
    [360, 740],
  ] as const) {
    await page.setViewportSize({ width, height })
    for (const n of [9, 10, 12, 13, 16, 20, 25, 26, 32, 40]) {
      await turnTo(page, `/?story=standup/${n > 12 ? 'many' : 'two'}&still&names=${n}`)
      expect.soft(await meet(page), `${n} people at ${width}`).toEqual([])
      expect.soft(await faults(page), `${n} people at ${width}`).toEqual([])
    }
  }
})
