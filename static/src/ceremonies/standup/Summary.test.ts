import { render, screen } from '@testing-library/svelte'
import { beforeAll, expect, it } from 'vitest'
import { words } from '../../lib/i18n/words.svelte'
import { tell } from '../../lib/testing'
import { context } from '../../lib/testing-dom'
import Summary from './Summary.svelte'

beforeAll(() => words.enterRoom('standup'))

it('keeps what somebody did apart from what they will do', () => {
  const { meeting } = tell('standup/ended', 'p1')
  render(Summary, { context: context(meeting) })
  const said = screen.getAllByRole('definition').map((e) => e.textContent)
  expect(said).toContain('Basket survives sign-out. Wrote the tests with Ayo.')
  expect(said).toContain('Release notes, then the flaky checkout test.')
})
