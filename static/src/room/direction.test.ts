import { render } from '@testing-library/svelte'
import { expect, it } from 'vitest'
import { ceremonies } from '../ceremonies'
import { words } from '../lib/i18n/words.svelte'
import { storyNames, tell } from '../lib/testing'
import { context } from '../lib/testing-dom'

const hebrew = 'השרת נפל (API) ביום שני!'
/** What people write, by its name in the document. */
const written = ['title', 'note', 'text', 'goal', 'outcome', 'progress', 'plan', 'blocked', 'how', 'said']

/** The same with all that people wrote from right to left. */
function turned(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return written.includes(key) && value ? hebrew : value
  if (Array.isArray(value)) return value.map((v) => turned(v, key))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, turned(v, k)]))
}

/** Texts that nothing lets go their own way: without it the mark at the end stands on the wrong side (MoeraOrg/moera-issues#246). */
function fixed(container: Element): string[] {
  const walk = document.createTreeWalker(container, NodeFilter.SHOW_TEXT)
  const found: string[] = []
  while (walk.nextNode()) {
    const at = walk.currentNode
    if (at.textContent?.trim().startsWith(hebrew) && !at.parentElement?.closest('[dir=auto], bdi, .sr, option'))
      found.push(`${at.parentElement?.tagName} in ${at.parentElement?.closest('section, article, form')?.className}`)
  }
  for (const field of container.querySelectorAll<HTMLInputElement>('input, textarea'))
    if (field.value === hebrew && field.dir !== 'auto') found.push(`${field.tagName} ${field.className}`)
  return found
}

it.each(storyNames.filter((name) => !name.startsWith('workbench')))(
  '%s lets what people write go its own way',
  async (name) => {
    const { meeting } = tell(name)
    meeting.frame({
      at: [1, 1],
      doc: turned(meeting.doc) as never,
      hello: { you: meeting.you, now: 0, build: 'test' } as never,
    })
    const kind = meeting.room.kind
    await words.enterRoom(kind)
    const { Main } = (await ceremonies.find((c) => c.kind === kind)?.load()) ?? {}
    const { container } = render(Main as never, { context: context(meeting as never) })
    expect(fixed(container)).toEqual([])
  },
)
