import { render, screen } from '@testing-library/svelte'
import { beforeAll, describe, expect, it } from 'vitest'
import { words } from '../lib/i18n/words.svelte'
import { storyNames, tell } from '../lib/testing'
import { context, press } from '../lib/testing-dom'
import Missed from './Missed.svelte'
import { comesLate, missed } from './missed'

const minute = 60_000
const room = (name: string, change?: unknown) => {
  const { meeting } = tell(name, undefined, change && { doc: { room: change } })
  return { meeting, started: meeting.room.started ?? 0 }
}

describe('what somebody missed', () => {
  beforeAll(() => words.enterRoom('standup'))

  it('is where the meeting is, who spoke, and what came of it', () => {
    const { meeting } = room('standup/round')
    const lines = missed(meeting, meeting.room.agenda.since + 4 * minute)
    expect(lines[0]).toBe('Now: Round, for 4 min')
    expect(lines.join('\n')).toMatch(/^\p{L}+ speaks, \d of \d have spoken$/mu)
    expect(lines.length).toBeLessThanOrEqual(7)
  })

  it('is at most seven lines, however much happened', () => {
    const texts = (n: number) =>
      Object.fromEntries(
        [...Array(n).keys()].map((i) => [`x${i}`, { text: `Text ${i}`, by: 'p1', rank: i, state: 'open' }]),
      )
    const result = {
      state: 'closed',
      kind: 'yes_no',
      secrecy: 'named',
      round: 1,
      options: ['yes'],
      who: {},
      may: 0,
      results: { 1: { voters: 2, tally: { yes: 2 } } },
    }
    const ballots = Object.fromEntries([...Array(9).keys()].map((i) => [`b${i}`, result]))
    const { meeting } = room('standup/round', { ballots, actions: texts(9), blockers: texts(9), parked: texts(9) })
    const lines = missed(meeting, meeting.room.agenda.since)
    expect(lines).toHaveLength(7)
    expect(lines.join('\n')).toMatch(/^\d+ blockers, the newest: Text 8$/m)
  })

  it('is nothing where nothing happened', () => {
    const { meeting } = room('standup/lobby', { blockers: null, parked: null, actions: null, ballots: null })
    expect(
      missed(
        {
          ...meeting,
          room: { ...meeting.room, blockers: {}, parked: {}, actions: {}, ballots: {}, floor: { mode: 'ring' } },
        } as never,
        0,
      ),
    ).toEqual([])
  })

  it('never tells of a round that is open, nor of what everybody has not', () => {
    const ballot = (state: string) => ({
      ballots: {
        pulse: {
          state,
          kind: 'scale',
          secrecy: 'hidden',
          round: 2,
          options: ['1', '2'],
          who: {},
          may: 0,
          results: { 2: { voters: 2, tally: { 1: 2 } } },
        },
      },
    })
    const of = (state: string) => {
      const { meeting } = room('standup/round', ballot(state))
      return missed(meeting, meeting.room.agenda.since).join('\n')
    }
    expect(of('closed')).toContain('Pulse: 1 2, 2 0')
    expect(of('open')).not.toContain('Pulse')
    expect(of('counting')).not.toContain('Pulse')
  })

  it('is told to whoever comes once a minute has passed, and once', () => {
    const { meeting, started } = room('standup/round')
    expect(comesLate(meeting, started + minute + 1)).toBe(true)
    expect(comesLate(meeting, started + 2 * minute)).toBe(false)
  })

  it('is not told to whoever was there from the start, and loads the page anew', () => {
    const { meeting, started } = room('standup/round')
    expect(comesLate(meeting, started + minute)).toBe(false)
    expect(comesLate(meeting, started + 9 * minute)).toBe(false)
  })

  it('is not told of a meeting that ended, or has not begun', () => {
    const ended = room('standup/round', { ended: 1 })
    expect(comesLate(ended.meeting, ended.started + 9 * minute)).toBe(false)
  })

  it('is read out once, and goes with a tap', async () => {
    const { meeting } = room('standup/round')
    render(Missed, { props: { story: true }, context: context(meeting) })
    await Promise.resolve()
    expect(screen.getByRole('status').textContent).toMatch(/^What you missed\. Now: Round/)
    await press(screen.getByRole('button', { name: 'Got it' }))
    expect(screen.queryByRole('heading', { name: 'What you missed' })).toBeNull()
    expect(screen.getByRole('status').textContent).toBe('')
  })
})

describe('in every story', () => {
  it.each(storyNames)('%s', async (name) => {
    const { meeting } = tell(name as never)
    await words.enterRoom(meeting.room.kind)
    for (const person of Object.keys(meeting.room.people)) {
      const other = tell(name as never, person).meeting
      // What one person sees is what everybody sees.
      expect(missed(other, 0)).toEqual(missed(meeting, 0))
    }
    expect(missed(meeting, 0).length).toBeLessThanOrEqual(7)
  })
})
