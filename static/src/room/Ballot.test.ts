import { render, screen } from '@testing-library/svelte'
import { beforeAll, describe, expect, it } from 'vitest'
import { words } from '../lib/i18n/words.svelte'
import { tell } from '../lib/testing'
import TrackBallot from '../ceremonies/standup/TrackBallot.svelte'
import { context, press } from '../lib/testing-dom'

beforeAll(() => words.enterRoom('standup'))

function show(story: string, you: string) {
  const told = tell(story, you)
  render(TrackBallot, { context: context(told.meeting) })
  return told
}
const pressed = () => screen.getAllByRole('button').filter((b) => b.getAttribute('aria-pressed') === 'true')

describe('a ballot', () => {
  it('asks those who are eligible, and sends what they choose', async () => {
    const { done } = show('standup/plan', 'p4')
    await press(screen.getByRole('button', { name: 'Not sure' }))
    expect(done).toMatchObject([{ do: 'vote', with: { ballot: 'track', card: 'side' } }])
  })

  it('shows a choice at once, before the room has answered', async () => {
    const { meeting } = show('standup/plan', 'p4')
    expect(pressed()).toHaveLength(0)
    await press(screen.getByRole('button', { name: 'No' }))
    meeting.changed()
    await Promise.resolve()
    expect(pressed().map((b) => b.textContent?.trim())).toEqual(['No'])
  })

  it('says why others are not asked', () => {
    show('standup/plan', 'p9')
    expect(screen.queryByRole('group')).toBeNull()
    expect(screen.getByText(/Only developers answer/)).toBeTruthy()
  })

  it('shows the result as a table too', () => {
    show('standup/reveal', 'p9')
    const rows = screen
      .getAllByRole('row', { hidden: true })
      .map((r) => [...r.children].map((c) => c.textContent?.trim()))
    expect(rows).toEqual([
      ['Answer', 'People', 'Who'],
      ['Yes', '5', 'Noor, Mira, Ayo, Tomek, Sami'],
      ['Not sure', '1', 'Jonas'],
      ['No', '1', 'Lene'],
    ])
  })
})
