import { render, screen } from '@testing-library/svelte'
import { tick } from 'svelte'
import { beforeAll, expect, it } from 'vitest'
import { words } from '../../../lib/i18n/words.svelte'
import { tell } from '../../../lib/testing'
import { context, press } from '../../../lib/testing-dom'
import { View } from '../../../room/view.svelte'
import ReadPhase from './ReadPhase.svelte'

beforeAll(() => words.enterRoom('retrospective'))

/** A phone that was at another column before, with a board on which only the second column has notes. */
function show(tab: string) {
  const notes = { n1: { text: 'A', column: 'c2', rank: 1 }, n2: { text: 'B', column: 'c2', rank: 2 } }
  const { meeting } = tell<'retrospective'>('retrospective/read', 'p2')
  meeting.frame({
    at: [1, 2],
    doc: { ...meeting.doc, shared: { ...meeting.shared, notes, groups: {} } } as never,
    hello: { you: 'p2', now: 0, build: '' },
  })
  const view = new View()
  view.tab = tab
  Object.defineProperty(view, 'phone', { get: () => true })
  render(ReadPhase, { context: context(meeting as never, view) })
  return meeting
}
const open = () => screen.getByRole('tab', { selected: true }).textContent

it.each(['', 'c1', 'c2', 'invite'])('a board opens on a phone where there are notes, coming from “%s”', (tab) => {
  show(tab)
  expect(open()).toMatch(/ 2$/)
})

it('and leaves the choice to whoever looks then', async () => {
  show('')
  const [first] = screen.getAllByRole('tab')
  if (first) await press(first)
  await tick()
  expect(open()).toBe(first?.textContent)
})
