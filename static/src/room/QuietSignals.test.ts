import { render, screen } from '@testing-library/svelte'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { words } from '../lib/i18n/words.svelte'
import { now } from '../lib/now.svelte'
import { tell } from '../lib/testing'
import { context, press } from '../lib/testing-dom'
import QuietSignals from './QuietSignals.svelte'

beforeAll(() => words.enterRoom('standup'))
beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function show(you?: string) {
  const told = tell('standup/plan', you)
  render(QuietSignals, { context: context(told.meeting) })
  return told
}
const pressed = () =>
  screen.getAllByRole('button', { hidden: true }).filter((b) => b.getAttribute('aria-pressed') === 'true')

describe('quiet signals', () => {
  it('are sent, kept by this tab alone, and taken back', async () => {
    const { meeting, signals } = show('p4')
    const lost = screen.getByRole('button', { name: 'I am lost', hidden: true })
    await press(lost)
    expect(pressed()).toEqual([lost])
    await press(lost)
    expect(pressed()).toEqual([])
    expect(signals).toEqual([
      { kind: 'quiet', what: 'lost', on: true },
      { kind: 'quiet', what: 'lost', on: false },
    ])
    expect(JSON.stringify(meeting.doc)).not.toContain('lost"')
  })

  it('lapse, and are forgotten when others facilitate or the room starts anew', () => {
    const { meeting } = show('p4')
    const said = () => meeting.quiet.said('pause')
    meeting.tellQuietly('pause', true)
    meeting.frame({ at: [1, 2], patch: { room: { look: 'x' } } })
    expect(said()).toBe(true)
    vi.advanceTimersByTime(181_000)
    now.refresh()
    expect(said()).toBe(false)
    meeting.tellQuietly('pause', true)
    meeting.frame({ at: [1, 3], patch: { room: { baton: { co: ['p2'] } } } })
    expect(said()).toBe(false)
    meeting.tellQuietly('pause', true)
    meeting.frame({ at: [2, 4], patch: { room: { look: 'y' } } })
    expect(said()).toBe(false)
  })

  it('reach whoever facilitates as numbers', async () => {
    const { meeting } = show()
    expect(screen.getByRole('status').textContent?.trim()).toBe('')
    meeting.frame({ quiet: { too_fast: 3 } })
    await Promise.resolve()
    expect(screen.getByText('3 people: too fast')).toBeTruthy()
    meeting.frame({ quiet: {} })
    await Promise.resolve()
    expect(screen.queryByText('3 people: too fast')).toBeNull()
  })

  it('say who sees them', () => {
    show('p4')
    expect(screen.getByText(/^Noor sees it from three people on, never who/)).toBeTruthy()
  })
})
