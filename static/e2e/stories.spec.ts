import { readdirSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { violations } from './axe'
import { expect, resize, test, turnTo } from './fixtures'

const stories = readdirSync('stories', { recursive: true })
  .map(String)
  .filter((file) => file.endsWith('.json'))
  .map((file) => `/?story=${file.slice(0, -5)}&still`)
const pages = [
  '/',
  ...stories,
  '/?story=standup/entering&still&card',
  ...['room', 'keys', 'people', 'react'].map((panel) => `/?story=standup/round&still&open=${panel}`),
  '/?story=standup/lobby&still&open=agenda',
  ...['standup', 'retrospective'].map((kind) => `/?story=${kind}/ended&still&open=course`),
  '/?story=retrospective/actions-empty&still&open=bring',
  '/?story=retrospective/facts-empty&still&open=room',
  ...['links', 'recovery'].map((story) => `/?story=team/${story}&still&open=room`),
]

// Between them every theme and every layout meets axe once; the others are looked at for their measure.
const looks = [
  { name: 'light, desktop and tablet', viewport: { width: 1440, height: 900 }, colorScheme: 'light', axe: true },
  { name: 'dark, phone', viewport: { width: 390, height: 844 }, colorScheme: 'dark', hasTouch: true, axe: true },
  {
    name: 'light, small phone, German', // whose words are longer
    locale: 'de-DE',
    viewport: { width: 360, height: 740 },
    colorScheme: 'light',
    hasTouch: true,
    axe: false,
  },
] as const

for (const { name, axe: accessible, ...look } of looks) {
  test.describe(name, () => {
    test.use(look)
    test('every story', async ({ page, watch }) => {
      watch(page)
      const { width, height } = look.viewport
      await page.goto('/?story=')
      for (const path of pages) {
        await turnTo(page, path)
        if (accessible) expect.soft(await violations(page), path).toEqual([])
        expect.soft(await faults(page, 'hasTouch' in look), path).toEqual([])
        if (width <= 1024) continue
        await resize(page, 1024, 768)
        expect.soft(await faults(page, false), `${path}, tablet`).toEqual([])
        await page.setViewportSize({ width, height })
      }
    })
  })
}

const faults = (page: Page, thumbs: boolean): Promise<string[]> =>
  page.evaluate((thumbs) => {
    const all = (name: string) => [...document.querySelectorAll<HTMLElement>(name)].filter((e) => e.checkVisibility())
    const sideways = document.documentElement.scrollWidth - innerWidth
    const wide = sideways > 0 ? [`${sideways} px wider than the page`] : []
    // What is chosen and says so by nothing but its colour.
    const coloured = all('.btn:is([aria-pressed=true], [aria-checked=true], .is-on)')
      .filter((e) => getComputedStyle(e, '::after').content === 'none')
      .map((e) => `chosen by colour alone: ${e.outerHTML.slice(0, 120)}`)
    // Buttons that look as if they were only strong words.
    const likeText = all('.btn.is-bare:not(:has(svg))')
      .filter((e) => getComputedStyle(e).textDecorationLine !== 'underline')
      .map((e) => `like text: ${e.outerHTML.slice(0, 120)}`)
    // Words on buttons that are broken in the middle.
    const broken = all('.btn, .next-action').flatMap((e) => {
      const texts = document.createTreeWalker(e, NodeFilter.SHOW_TEXT)
      const found: string[] = []
      for (let text = texts.nextNode(); text; text = texts.nextNode())
        for (const { 0: word, index } of (text.nodeValue ?? '').matchAll(/[\p{L}\p{M}]{2,}/gu)) {
          const range = document.createRange()
          range.setStart(text, index)
          range.setEnd(text, index + word.length)
          if (new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1) found.push(word)
        }
      return found.map((word) => `broken in two: ${word} in ${e.outerHTML.slice(0, 120)}`)
    })
    if (!thumbs) return [...wide, ...coloured, ...likeText, ...broken]
    // Fields whose letters are so small that a phone zooms in (LemmyNet/lemmy-ui#1070).
    const zooming = [...document.querySelectorAll('input:not(.sr, [type=checkbox], [type=range]), select, textarea')]
      .filter((e) => parseFloat(getComputedStyle(e).fontSize) < 16)
      .map((e) => `small letters: ${e.outerHTML.slice(0, 120)}`)
    // Controls that a thumb would miss: below 44 px in height, where they are shown at all.
    const small = all('button, a[href], select, summary, input:not(.sr, [type=checkbox])')
      .filter((e) => !e.closest('.sr, .seats, p > a') && !e.matches('.skip'))
      .map((e) => ({ e, box: e.getBoundingClientRect() }))
      .filter(({ box }) => box.height > 0 && box.height < 43.5)
      .map(({ e, box }) => `${Math.round(box.height)} px: ${e.outerHTML.slice(0, 120)}`)
    return [...wide, ...coloured, ...likeText, ...broken, ...zooming, ...small]
  }, thumbs)
