import { readdirSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { expect, resize, sweep, test, turnTo } from './fixtures'

const stories = readdirSync('stories', { recursive: true })
  .map(String)
  .filter((file) => file.endsWith('.json') && !file.startsWith('workbench'))
  .map((file) => file.slice(0, -'.json'.length))
  .filter((story) => sweep || !story.includes('-')) // one of each phase, of which others show a part that differs
const panels = ['room', 'people', 'agenda', 'react', 'quiet', 'unsent']
const phones = [
  [360, 740],
  [320, 740],
] as const
const desktops = sweep
  ? ([
      [1280, 900],
      [1440, 900],
    ] as const)
  : ([[1280, 900]] as const)

/** What sticks out of the screen or a sheet, and what is cut without a word. */
const faults = (page: Page) =>
  page.evaluate(() => {
    const says = (e: Element) => `${e.tagName} ${e.className} «${(e.textContent ?? '').trim().slice(0, 30)}»`
    const all = [...document.querySelectorAll<HTMLElement>('body :not(svg *, .sr, .sr *, .skip)')]
      .filter((e) => e.checkVisibility({ visibilityProperty: true }))
      .map((e) => ({ e, box: e.getBoundingClientRect(), burst: e.scrollWidth > e.clientWidth + 1 }))
    const wide = document.documentElement.scrollWidth > innerWidth ? ['the page'] : []
    const sheets = all.filter(
      ({ e, burst }) => burst && e.matches('dialog, dialog .body') && getComputedStyle(e).overflowX !== 'hidden',
    )
    const scroll = '[role=tablist], .agenda, nav, .board, ol.phases, svg'
    const out = all.filter(
      ({ e, box }) => box.width > 1 && (box.left < -1 || box.right > innerWidth + 1) && !e.closest(scroll),
    )
    const letters = (e: Element) =>
      Math.max(0, ...[...e.childNodes].map((n) => (n.nodeType === 3 ? (n.textContent?.trim().length ?? 0) : 0)))
    const cut = all.filter(({ e, burst }) => {
      if (!burst || !letters(e)) return false
      const { overflowX, textOverflow } = getComputedStyle(e)
      return overflowX !== 'visible' && textOverflow !== 'ellipsis'
    })
    // A word beside a long one must not stand letter below letter.
    const stacked = all.filter(({ e, box }) => box.width < 26 && box.height > 70 && letters(e) > 3)
    return [...wide, ...[...sheets, ...out, ...cut, ...stacked].map(({ e }) => says(e))].slice(0, 6)
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
test('names of any length and script fit on phones and desktops, in every phase and sheet', async ({ page, watch }) => {
  watch(page)
  await page.goto('/?story=')
  for (const story of stories) {
    await turnTo(page, `/?story=${story}&still&names`)
    for (const [width, height] of [...phones, ...desktops] as const) {
      await resize(page, width, height)
      expect.soft(await faults(page), `${story} at ${width}`).toEqual([])
    }
  }
  for (const [width, height] of phones) {
    await resize(page, width, height)
    for (const panel of panels) {
      await turnTo(page, `/?story=standup/round&still&names&open=${panel}`)
      expect.soft(await faults(page), `${panel} at ${width}`).toEqual([])
    }
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
