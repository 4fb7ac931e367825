import { beforeAll, describe, expect, it, vi } from 'vitest'
import { words } from '../../lib/i18n/words.svelte'
import { may } from '../../lib/rights'
import { peopleOf, storyNames, tell } from '../../lib/testing'
import { View } from '../../room/view.svelte'
import { seatActions } from '../../room/seatActions'
import { seatsOf } from './seats'
import { step } from './step'

beforeAll(() => words.enterRoom('standup'))

const say = (story: string, you?: string, change?: unknown) => step(tell(story, you, change).meeting, new View())?.say

describe('the next step', () => {
  it.each([
    ['lobby', 'p1', 'Start the standup'],
    ['lobby', 'p6', 'Hand in my notes'],
    ['lobby', 'p5', 'Noor starts the meeting.'],
    ['async', 'p1', 'Close the notes'],
    ['async', 'p5', 'Nothing more is asked of you now.'],
    ['async', 'p6', 'Hand in my notes'],
    ['goal', 'p1', 'On to the round'],
    ['goal', 'p2', 'Ready to go on'],
    ['round', 'p1', 'Pass to Tomek'],
    ['round', 'p5', 'I’m done, pass to Tomek'],
    ['round', 'p6', 'You are next.'],
    ['round', 'p1', 'Pass to Tomek'],
    ['round', 'p7', 'You come after Noor.'],
    ['round', 'p2', 'You have spoken.'],
    ['round', 'p11', 'You listen in. Raise a hand if you have something.'],
    ['guest', 'p10', 'I’m done'],
    ['popcorn', 'p5', 'I’m done, who is next?'],
    ['paused', 'p1', 'Go on'],
    ['blockers', 'p1', 'On to the plan'],
    ['blockers', 'p4', 'You are ready. It goes on once all are.'],
    ['plan', 'p1', 'Your vote is asked for.'],
    ['plan', 'p9', 'Ready to go on'],
    ['reveal', 'p1', 'Close the standup'],
    ['close', 'p1', 'End the meeting'],
    ['ended', 'p2', 'Copy the minutes'],
  ])('in %s, for %s: %s', (story, you, want) => {
    expect(say(`standup/${story}`, you)).toBe(want)
  })

  it('is not asked of those whose part is to listen: they say that they are ready, and what they wait for', () => {
    const ready = { doc: { room: { agenda: { done: { p2: true } } } } }
    expect(step(tell('standup/goal', 'p2').meeting, new View())?.quiet).toBe(true)
    expect(say('standup/goal', 'p2', ready)).toBe('You are ready. It goes on once all are.')
  })

  it('passes on whose turn it was, so that two who press at once do not skip somebody', () => {
    const { meeting, done } = tell('standup/round', 'p1')
    step(meeting, new View())?.run?.()
    expect(done).toMatchObject([{ do: 'pass', with: {}, if: { '/room/floor/speaker': 'p5' } }])
  })

  it('is to show the answers once the facilitator has voted', () => {
    expect(say('standup/plan', 'p1', { doc: { me: { held: { votes: { track: { card: 'up' } } } } } })).toBe(
      'Show the answers',
    )
  })

  // Whatever is offered anywhere, the room would accept by its table of rights.
  it.each(storyNames.filter((name) => name.startsWith('standup/')))(
    'offers nothing that would be refused: %s',
    (name) => {
      for (const you of peopleOf(name)) {
        const { meeting, done } = tell(name, you)
        const view = new View()
        const offers = [
          step(meeting, view),
          ...peopleOf(name).flatMap((id) => seatActions(meeting, view, id, words.room)),
        ]
        vi.stubGlobal('confirm', () => true)
        vi.stubGlobal('fetch', () => Promise.reject(new Error('no network in a unit test')))
        for (const offer of offers) void offer?.run?.()
        for (const act of done) expect(may(meeting.room, you, act.do), `${you} is offered ${act.do}`).toBe(true)
      }
    },
  )
})

describe('the seats', () => {
  const seats = (story: string, you?: string) =>
    Object.fromEntries(
      seatsOf(tell(story, you).meeting, words.room, false).map((s) => [s.id, `${s.standing}: ${s.words}`]),
    )

  it('say in words what they show', () => {
    expect(seats('standup/round')).toEqual({
      p2: 'spoken: 1:02',
      p3: 'spoken: 1:20, hand up',
      p4: 'spoken: 1:11',
      p5: 'speaking: speaking',
      p6: 'next: next',
      p1: 'waits: you',
      p7: 'late: late',
      p8: 'away: away today',
    })
  })

  it('seat a guest right after who speaks', () => {
    expect(Object.keys(seats('standup/guest')).slice(3, 5)).toEqual(['p5', 'p10'])
    expect(seats('standup/guest', 'p1').p10).toBe('guest: PM, called in')
  })

  it('hide answers until they turn over, and then show them', () => {
    expect(seats('standup/plan').p2).toBe('done: voted')
    expect(seats('standup/plan').p4).toBe('spoken: not yet')
    expect(seats('standup/reveal').p3).toBe('done: Not sure')
  })
})

it('a lobby of many names only those who matter now: all names would lie over each other', () => {
  const named = (people: number) => {
    const more = Object.fromEntries(
      Array.from({ length: people }, (_, i) => [
        `x${i}`,
        { name: `X ${i}`, roles: ['developer'], hue: 1, rank: 20 + i },
      ]),
    )
    const { meeting } = tell('standup/lobby', 'p1', { doc: { room: { people: more } } })
    return seatsOf(meeting, words.room, false).some((seat) => seat.named)
  }
  expect([named(0), named(20)]).toEqual([true, false])
})
