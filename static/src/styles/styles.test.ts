// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

/** Every rule of every style sheet, with the at-rules around it. */
function rules(): { file: string; around: string[]; selector: string; body: string }[] {
  const files = readdirSync('src', { recursive: true })
    .map(String)
    .filter((file) => /\.(svelte|css)$/.test(file))
  return files.flatMap((file) => {
    const source = readFileSync(`src/${file}`, 'utf8')
    const css = file.endsWith('.css') ? source : (/<style>(.*)<\/style>/s.exec(source)?.[1] ?? '')
    const around: string[] = []
    return [...css.replace(/\/\*.*?\*\//gs, '').matchAll(/([^{};]+)\{|\}|([^{};]+;)/g)].flatMap(([whole, opens]) => {
      if (opens !== undefined) around.push(opens.trim())
      else if (whole === '}') around.pop()
      else return [{ file, around: around.slice(0, -1), selector: around.at(-1) ?? '', body: whole.trim() }]
      return []
    })
  })
}

it('what hovers does so under a pointer alone: after a tap nothing stays lit', () => {
  const hovering = rules().filter(({ selector }) => selector.includes(':hover'))
  expect(hovering.length).toBeGreaterThan(10)
  expect(hovering.filter(({ around }) => !around.includes('@media (hover: hover)'))).toEqual([])
})
