import { beforeAll, describe, expect, it } from 'vitest'
import { words } from '../../lib/i18n/words.svelte'
import { tell } from '../../lib/testing'
import { View } from '../../room/view.svelte'
import { seatsOf } from './seats'
import { step } from './step'
import { scaleOf, sizesOf } from '../../room/sizing/table'

beforeAll(() => words.enterRoom('poker'))

const say = (story: string, you?: string, change?: unknown) =>
  step(tell<'poker'>(`poker/${story}`, you, change).meeting, new View())?.say
const named = (story: string, name: string) =>
  Object.entries(tell(`poker/${story}`).meeting.room.people).find(([, p]) => p.name === name)?.[0] ?? ''

describe('the next step', () => {
  it.each([
    ['lobby', 'Jonas', 'Deal the cards'],
    ['lobby', 'Mira', 'Jonas starts the meeting.'],
    ['vote', 'Ada', 'Choose a card'],
    ['vote', 'Ilse', 'Show the cards'],
    ['reveal', 'Ilse', 'Hear Ada'],
    ['reveal', 'Jonas', 'I have said why'],
    ['reveal', 'Mira', 'Jonas says why 3'],
    ['why', 'Ilse', 'Vote again now'],
    ['tie', 'Ada', 'Choose one of the two'],
    ['tie', 'Mira', 'Ilse settles the size'],
    ['tie', 'Ilse', 'It is 8'],
    ['agree', 'Jonas', 'It is 2'],
  ])('%s, as %s: %s', (story, who, want) => {
    expect(say(story, named(story, who))).toBe(want)
  })
})

it('goes on with the higher of two sizes that lie side by side', () => {
  const close = { low: '2', high: '3', spread: 'adjacent' }
  const change = { doc: { room: { ballots: { cards: { results: { 3: close } } } } } }
  expect(say('agree', named('agree', 'Jonas'), change)).toBe('It is 3')
})

it('offers the sizes between what was chosen, and all where nobody chose one', () => {
  const deck = ['1', '2', '3', '5', '8', '?', 'coffee']
  expect(sizesOf(deck, { voters: 2, low: '2', high: '5' })).toEqual(['2', '3', '5'])
  expect(sizesOf(deck, { voters: 1 })).toEqual(['1', '2', '3', '5', '8'])
})

it('lays what was chosen on a scale, with a card more at each end', () => {
  const deck = ['1', '2', '3', '5', '8', '13', '?', 'coffee']
  const far = { voters: 4, low: '2', high: '8', spread: 'wide', tally: { 2: 1, 5: 2, 8: 1, '?': 1 } }
  expect(scaleOf(deck, far)).toEqual([
    { card: '1', n: 0, end: false },
    { card: '2', n: 1, end: true },
    { card: '3', n: 0, end: false },
    { card: '5', n: 2, end: false },
    { card: '8', n: 1, end: true },
    { card: '13', n: 0, end: false },
  ])
  const steps = Array.from({ length: 16 }, (_, i) => `${i}`)
  const wide = { voters: 2, low: '0', high: '15', spread: 'wide', tally: { 0: 1, 15: 1 } }
  expect(scaleOf(steps, wide).map(({ card }) => card)).toEqual(['0', '15'])
  expect(scaleOf(deck, { voters: 2, tally: { '?': 2 } })).toEqual([])
})

it('shows at the seats who has voted, and no card before all are shown', () => {
  const seat = (story: string, name: string) =>
    seatsOf(tell<'poker'>(`poker/${story}`).meeting, words.room).find(({ id }) => id === named(story, name))
  expect(seat('vote', 'Mira')).toMatchObject({ standing: 'done', words: 'voted' })
  expect(seat('vote', 'Ada')).toMatchObject({ standing: 'waits' })
  expect(seat('reveal', 'Ada')).toMatchObject({ card: { face: '13', end: true }, words: 'high, next' })
  expect(seat('why', 'Ada')).toMatchObject({ standing: 'speaking', words: 'high, speaking, you' })
  expect(seat('vote', 'Mira')?.card).toBeUndefined()
})
