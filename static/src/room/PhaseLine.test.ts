import { render, screen } from '@testing-library/svelte'
import { expect, it } from 'vitest'
import { words } from '../lib/i18n/words.svelte'
import { tell } from '../lib/testing'
import { context } from '../lib/testing-dom'
import PhaseLine from './PhaseLine.svelte'

it.each([
  ['vote', '7 of 10', ['Group', 'Vote', 'Discuss', 'Decide', 'Close']],
  ['write', '4 of 10', ['Facts', 'Write', 'Read', 'Group', 'Vote', 'Close']],
])('names the neighbours of a long agenda, and says how far it is: %s', async (story, far, names) => {
  await words.enterRoom('retrospective')
  render(PhaseLine, { context: context(tell(`retrospective/${story}`).meeting) })
  const phases = screen.getAllByRole('listitem')
  const current = phases.find((phase) => phase.getAttribute('aria-current') === 'step')
  expect(current?.textContent).toContain(far)
  const shown = phases.filter((phase) => !phase.classList.contains('sr')).map((phase) => phase.textContent.trim())
  expect(shown.map((text) => /^\p{L}+/u.exec(text)?.[0])).toEqual(names)
})
