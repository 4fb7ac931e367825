import { render, screen } from '@testing-library/svelte'
import { tick } from 'svelte'
import { beforeAll, describe, expect, it } from 'vitest'
import { words } from '../lib/i18n/words.svelte'
import { tell } from '../lib/testing'
import { context } from '../lib/testing-dom'
import { noticeFor } from './notice'
import { moreSeats, seatsKey, SeatsWatch } from './seats.svelte'
import SeatsNote from './SeatsNote.svelte'
import { View } from './view.svelte'

beforeAll(() => words.enterRoom('standup'))

const gone = { here: { p4: null } }
function watch(you = 'p1', change: unknown = gone) {
  const told = tell<'retrospective'>('retrospective/write', you, change)
  const meeting = told.meeting as never as Parameters<typeof moreSeats>[0]
  const seats = new SeatsWatch(meeting)
  const notice = () => noticeFor(meeting, words.room, () => 0, seats, new View())
  return { ...told, meeting, seats, notice }
}

describe('more seats than people', () => {
  it('are told once they last, to whoever facilitates', () => {
    const { seats, notice, done } = watch()
    seats.look(0)
    seats.look(29_000)
    expect(notice()).toBeUndefined()
    seats.look(30_000)
    expect(notice()?.lead).toBe('7 people, 8 seats.')
    void notice()?.does[0]?.run()
    expect(done).toMatchObject([{ do: 'lock', with: { on: true } }])
  })

  it('are told right after the grace when somebody has gone for good while somebody else comes in', () => {
    const { meeting, seats, notice } = watch('p1', { here: { p4: 0 } }) // closed a moment ago
    const comes = (id: string, n: number) => {
      meeting.frame({ at: [1, n], patch: { room: { people: { [id]: { name: id, roles: ['developer'], rank: n } } } } })
      meeting.frame({ here: { [id]: 1 } })
    }
    comes('p42', 2)
    seats.look(10_000)
    meeting.frame({ here: { p4: null } })
    seats.look(20_000)
    comes('p43', 3)
    seats.look(49_000)
    expect(notice()).toBeUndefined()
    seats.look(50_000)
    expect(notice()?.lead).toBe('9 people, 10 seats.')
  })

  it('are fine until the numbers change', () => {
    const { meeting, seats, notice } = watch()
    seats.look(0)
    seats.look(30_000)
    void notice()?.does[1]?.run()
    seats.look(31_000)
    expect(notice()).toBeUndefined()
    meeting.frame({ here: { p5: null } })
    seats.look(32_000)
    expect(notice()?.lead).toBe('6 people, 8 seats.')
  })

  it('stand among the people while they last, also when they are fine, and not while somebody comes in', async () => {
    const { meeting, seats, notice } = watch('p1', {})
    render(SeatsNote, { context: context(meeting as never).set(seatsKey, seats) })
    const note = () => screen.queryByText(/seats/)?.textContent
    meeting.frame({ at: [1, 2], patch: { room: { people: { p42: { name: 'Tom', roles: ['developer'], rank: 42 } } } } })
    seats.look(0)
    await tick()
    expect([seats.told, note()]).toEqual([undefined, undefined])
    seats.look(30_000)
    void notice()?.does[1]?.run()
    await tick()
    expect([seats.told, note()]).toEqual([undefined, expect.stringMatching(/^9 seats are taken, 8 people/)])
  })

  it.each([
    ['nobody else', 'p2', gone],
    ['nobody for a line that was lost a moment ago', 'p1', { here: { p4: 0 } }],
    ['nobody before the start', 'p1', { ...gone, doc: { room: { started: null } } }],
    ['nobody once the room is locked', 'p1', { ...gone, doc: { room: { locked: true } } }],
  ])('concern %s', (_, you, change) => {
    const { seats } = watch(you, change)
    seats.look(0)
    seats.look(60_000)
    expect(seats.told).toBeUndefined()
  })
})
