import { beforeAll, describe, expect, it, vi } from 'vitest'
import { words } from '../../lib/i18n/words.svelte'
import { may } from '../../lib/rights'
import { peopleOf, storyNames, tell } from '../../lib/testing'
import { seatActions } from '../../room/seatActions'
import { View } from '../../room/view.svelte'
import { card } from './card'
import { seatsOf } from './seats'
import { step } from './step'

beforeAll(() => words.enterRoom('retrospective'))

const told = (story: string, you?: string, change?: unknown) =>
  tell<'retrospective'>(`retrospective/${story}`, you, change)
const say = (story: string, you?: string, change?: unknown) => step(told(story, you, change).meeting, new View())?.say
const mine = (votes: unknown) => ({ doc: { me: { held: { votes } } } })

describe('the next step', () => {
  it.each([
    ['lobby', 'p1', 'Start the retro'],
    ['lobby', 'p4', 'Noor starts the meeting.'],
    ['stage', 'p4', 'Your answer is asked for.'],
    ['stage', 'p9', 'Thank you. The facilitator moves on.'],
    ['stage-low', 'p1', 'Next: open actions'],
    ['goodbye', 'p9', 'Leave the meeting'],
    ['goodbye-alone', 'p9', 'Leave the meeting'],
    ['goodbye-alone', 'p8', 'Your answer is asked for.'],
    ['actions', 'p1', 'Say what became of your action'],
    ['actions', 'p5', 'Ready to go on'],
    ['actions', 'p3', 'You are ready. It goes on once all are.'],
    ['facts', 'p1', 'Next: write'],
    ['facts', 'p9', 'You listen in. Nothing is asked of you now.'],
    ['discuss', 'p3', 'I’m done, pass to Lene'],
    ['discuss', 'p5', 'You are next to speak.'],
    ['discuss', 'p2', 'You are number 2 in line.'],
    ['discuss', 'p7', 'You write down what is said.'],
    ['discuss', 'p4', 'Raise a hand when you want to speak.'],
    ['discuss', 'p1', 'This topic is done'],
    ['discuss-vote', 'p5', 'Your answer is asked for.'],
    ['decide', 'p8', 'I’ll do it: Marek tells us of price…'],
    ['decide', 'p1', 'Next: close'],
    ['close', 'p5', 'Your answer is asked for.'],
    ['ended', 'p5', 'Copy the minutes'],
  ])('in %s, for %s: %s', (story, you, want) => {
    expect(say(story, you)).toBe(want)
  })

  it('goes on once the answer is given', () => {
    expect(say('stage', 'p1', mine({ safety: { card: '4' } }))).toBe('Show the answers')
    expect(say('close', 'p1', mine({ roti: { card: '4' } }))).toBe('End the meeting')
    expect(say('close', 'p4', { doc: { me: { held: { votes: { roti: { card: '4' } } }, own: null } } })).toBe(
      'Thank somebody',
    )
  })

  it('asks for the dots first: to be done voting is what is asked only when none is left', () => {
    const { meeting, done } = told('vote', 'p5')
    const view = new View()
    Object.defineProperty(view, 'phone', { value: true })
    const voting = () => step(meeting, view)
    const { vote } = words.of('retrospective').board
    view.toGive = 2
    expect(voting()).toMatchObject({ say: 'I’m done voting', quiet: true, timer: meeting.room.timers.phase })
    expect(voting()?.mind).toBe(vote.leftSome({ n: 2, of: meeting.room.ballots.dots?.budget ?? 0 }))
    view.toGive = 0
    expect(voting()).toMatchObject({ say: 'I’m done voting', quiet: false, mind: vote.leftNone })
    const sent = vi.fn(() => expect(done).toEqual([]))
    view.reachable('send dots', sent) // the last taps wait for a moment
    voting()?.run?.()
    expect(sent).toHaveBeenCalledOnce()
    expect(done).toMatchObject([{ do: 'done', with: { on: true } }])
  })

  it('ends with being done, once thanks are given', () => {
    const held = { votes: { roti: { card: '4' } } }
    expect(say('close', 'p5', { doc: { me: { held } } })).toBe('I’m done')
    expect(say('close', 'p5', { doc: { me: { held: { ...held, done: true } } } })).toBe('Thank you. That was all.')
  })

  it('gives the floor to the first hand when nobody speaks', () => {
    const { meeting, done } = told('discuss', 'p1', { doc: { room: { floor: { speaker: null } } } })
    step(meeting, new View())?.run?.()
    expect(done).toMatchObject([{ do: 'call_next', with: { person: 'p5' } }])
  })

  it('minds before the start that fewer than three cannot be anonymous, and lets them start', () => {
    const start = (here: string[], change: object = {}, you = 'p1') => {
      const gone = Object.fromEntries(peopleOf('retrospective/lobby').map((id) => [id, here.includes(id) ? 1 : null]))
      const next = step(told('lobby', you, { here: gone, ...change }).meeting, new View())
      expect(next?.say).toBe(you === 'p1' ? 'Start the retro' : 'Noor starts the meeting.')
      return next?.mind
    }
    const { few } = words.of('retrospective').step
    expect(start(['p1', 'p2', 'p3'])).toBeUndefined()
    expect(start(['p1', 'p2'])).toBe(few({ n: 2 }))
    expect(start(['p1', 'p9'])).toBe(few({ n: 1 }))
    expect(start(['p1'], { doc: { room: { people: { p1: { aside: true } } } } })).toBe(few({ n: 0 }))
    expect(start(['p1', 'p2'], { doc: { shared: { named: true } } })).toBeUndefined()
    expect(start(['p1', 'p2'], {}, 'p2')).toBeUndefined()
  })

  it('ends no vote that ends by itself', () => {
    expect(say('discuss-vote', 'p1', mine({ go_on: { card: 'park' } }))).toBe('The vote ends by itself.')
    expect(say('read-asked', 'p1', mine({ tighten: { card: 'yes' } }))).toBe('I have read them all')
  })

  it('saves the action that is being written before anything else', () => {
    const view = new View()
    view.unsaved = true
    expect(step(told('decide', 'p1').meeting, view)?.say).toBe('Save the action')
  })

  // Whatever is offered anywhere, the room would accept by its table of rights.
  it.each(storyNames.filter((name) => name.startsWith('retrospective/')))(
    'offers nothing that would be refused: %s',
    (name) => {
      for (const you of peopleOf(name)) {
        const { meeting, done } = tell<'retrospective'>(name, you)
        const view = new View()
        vi.stubGlobal('confirm', () => true)
        vi.stubGlobal('fetch', () => Promise.reject(new Error('no network in a unit test')))
        const offers = [
          step(meeting, view),
          ...peopleOf(name).flatMap((id) => seatActions(meeting as never, view, id, words.room)),
        ]
        for (const offer of offers) void offer?.run?.()
        for (const act of done) expect(may(meeting.room, you, act.do), `${you} is offered ${act.do}`).toBe(true)
      }
    },
  )
})

describe('the seats', () => {
  const seats = (story: string, you?: string) =>
    Object.fromEntries(
      seatsOf(told(story, you).meeting, words.room).map((s) => [s.id, [s.standing, s.words].join(': ')]),
    )

  it('say who speaks and who is next', () => {
    expect(seats('discuss')).toMatchObject({ p3: 'speaking: speaking', p5: 'next: next', p1: 'waits: you' })
  })
  it('seat who takes part, not who listens', () => {
    expect(Object.keys(seats('stage'))).not.toContain('p9')
  })
  it('show of nobody whether they are done in a secret phase', () => {
    const blind = { doc: { room: { agenda: { blind: true, done: { p3: true } } } } }
    for (const story of ['facts', 'close']) {
      const list = seatsOf(told(story, 'p1', blind).meeting, words.room)
      expect(list.filter((s) => s.mark === 'check')).toEqual([])
    }
  })
})

describe('the card on entering', () => {
  it.each([
    ['p1', 'You never see who wrote'],
    ['p8', 'one of the team'],
    ['p9', 'by invitation, to learn'],
  ])('tells %s what is expected', (you, want) => {
    expect(card(told('lobby', you).meeting).lead.join(' ')).toContain(want)
  })
  it('says what is promised', () => {
    const text = (named: boolean) =>
      card(told('lobby', 'p2', { doc: { shared: { named } } }).meeting)
        .facts.map((f) => f.text)
        .join(' ')
    expect(text(false)).toContain('anonymous')
    expect(text(true)).toContain('names')
  })
})
