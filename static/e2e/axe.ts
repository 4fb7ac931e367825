import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Found {
  violations: { id: string; nodes: { html: string }[] }[]
}

/** What axe finds with all its rules. None of them asks for the text of the style sheets, which takes axe as long as the rest. */
export async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe)
  const found = await page.evaluate(() =>
    (window as unknown as { axe: { run(how: unknown): Promise<Found> } }).axe.run({
      resultTypes: ['violations'],
      preload: { assets: ['media'] },
    }),
  )
  return found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 160)).join(' | ')}`)
}
