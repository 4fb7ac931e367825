import { render, screen, within } from '@testing-library/svelte'
import { expect, it } from 'vitest'
import { words } from '../lib/i18n/words.svelte'
import { tell } from '../lib/testing'
import { context } from '../lib/testing-dom'
import PhaseLine from './PhaseLine.svelte'

it('names the neighbours of a long agenda, and says how far it is', async () => {
  await words.enterRoom('retrospective')
  render(PhaseLine, { context: context(tell('retrospective/vote').meeting) })
  const phases = screen.getAllByRole('listitem')
  expect(phases[6]?.textContent).toContain('7 of 10')
  expect(within(phases[6] ?? document.body).getByText('Vote')).toBeTruthy()
  const shown = phases.filter((phase) => !phase.classList.contains('sr')).map((phase) => phase.textContent.trim())
  expect(shown.map((text) => /^\p{L}+/u.exec(text)?.[0])).toEqual(['Group', 'Vote', 'Discuss', 'Decide', 'Close'])
})
