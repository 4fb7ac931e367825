import { fireEvent, render, screen } from '@testing-library/svelte'
import { beforeAll, describe, expect, it } from 'vitest'
import { words } from '../../lib/i18n/words.svelte'
import { now } from '../../lib/now.svelte'
import { tell } from '../../lib/testing'
import { context, press } from '../../lib/testing-dom'
import { View } from '../../room/view.svelte'
import RoleCard from '../../room/RoleCard.svelte'
import { card } from './card'
import { queueOf } from './hand'
import Refinement from './Refinement.svelte'
import { step } from './step'

beforeAll(() => words.enterRoom('refinement'))

const named = (story: string, name: string) =>
  Object.entries(tell(`refinement/${story}`).meeting.room.people).find(([, p]) => p.name === name)?.[0] ?? ''
const at = (story: string, who: string) => tell<'refinement'>(`refinement/${story}`, named(story, who))
function show(story: string, who: string) {
  const told = at(story, who)
  render(Refinement, { context: context(told.meeting as never) })
  return told
}

describe('the next step', () => {
  it.each([
    ['lobby', 'Ilse', 'Jonas starts the meeting.'],
    ['present', 'Ilse', 'On to questions'],
    ['present', 'Mira', 'Ilse says what it is about'],
    ['clarify', 'Ilse', 'On to: is it ready?'],
    ['clarify', 'Ada', 'Ask what you must know'],
    ['ready', 'Mira', '1 of 2 criteria met'],
    ['size', 'Ada', 'Choose a card'],
    ['reveal', 'Ilse', 'Hear Ada'],
    ['reveal', 'Jonas', 'I have said why'],
    ['order', 'Ilse', 'Next item'],
    ['split', 'Mira', 'Make smaller items of it'],
  ])('%s, as %s: %s', (story, who, want) => {
    const { meeting } = at(story, who)
    expect(step(meeting, new View())?.say).toBe(want)
  })

  it('minds the concern that nobody has answered', () => {
    expect(step(at('order', 'Ilse').meeting, new View())?.mind).toBe('The concern waits for an answer')
  })
})

it('tells the product owner and the product manager apart', () => {
  expect(card(at('present', 'Ilse').meeting).lead).toEqual([words.of('refinement').card.product_owner])
  expect(card(at('present', 'Eve').meeting).lead).toEqual([words.of('refinement').card.product_manager])
})

it('tells one person who is both what each asks of them', () => {
  const { meeting } = at('both', 'Ilse')
  render(RoleCard, { props: { card: card(meeting), onclose: () => {} }, context: context(meeting as never) })
  expect(screen.getByRole('heading', { name: 'Product manager, Product owner' })).toBeTruthy()
  const { product_owner, product_manager } = words.of('refinement').card
  for (const line of [product_owner, product_manager]) expect(screen.getByText(line)).toBeTruthy()
})

it('offers each what is theirs, and nothing that would be refused', () => {
  show('clarify', 'Ilse')
  expect(screen.getByRole('button', { name: 'Answer' })).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Size' })).toBeTruthy()
})

it('lets a developer ask without a name, and shows their own questions to them alone', async () => {
  const { done } = show('ask', 'Ada')
  expect(screen.queryByRole('button', { name: 'Size' })).toBeNull()
  expect(screen.getByText('Did we not promise to drop this?')).toBeTruthy()
  await press(screen.getByRole('button', { name: /^Take back/ }))
  expect(done).toMatchObject([{ do: 'unask' }])
})

it('asks whether an item goes on that has had its time', async () => {
  const { done } = show('spent', 'Ada')
  expect(screen.getByText('1 of 4 have said')).toBeTruthy()
  await press(screen.getByRole('button', { name: 'Decide now' }))
  expect(done).toMatchObject([{ do: 'want', with: { want: 'decide' } }])
})

it('reckons how many items there is time for', () => {
  const { meeting } = at('present', 'Ilse')
  const { waits, each, fits } = queueOf(meeting, now.exact())
  expect([waits, Math.round(each / 60_000), fits]).toEqual([2, 10, 2])
})

it('says at the close what is ready, what is not and who sees to it', () => {
  show('close', 'Jonas')
  expect(screen.getByText('Ready')).toBeTruthy()
  expect(screen.getAllByText(/is asked/).length).toBeGreaterThan(0)
  expect(screen.getByText('Open questions')).toBeTruthy()
})

it('gives the product manager a minute once, and keeps a note of it', async () => {
  const { done } = show('present', 'Eve')
  await press(screen.getByRole('button', { name: 'Take my minute' }))
  await press(screen.getByRole('button', { name: 'Note what the market says' }))
  await fireEvent.input(screen.getByLabelText('What do customers or the market say of it?'), {
    target: { value: 'Asked for in every second call' },
  })
  await press(screen.getByRole('button', { name: 'Save' }))
  expect(done).toMatchObject([
    { do: 'market' },
    { do: 'market_note', with: { text: 'Asked for in every second call' } },
  ])
})

it('shows all what the market says, and lets nobody else word it', () => {
  show('market', 'Mira')
  expect(screen.getByRole('group', { name: 'Market and strategy' }).textContent).toContain('Eve: 4 of 10')
  expect(screen.queryByRole('button', { name: 'Word the note anew' })).toBeNull()
  expect(screen.queryByRole('button', { name: 'Take my minute' })).toBeNull()
})

it.each([['clarify', 'Ilse', 'What is the answer?', 'question_answer']])(
  'takes a line with Enter: %s, %s',
  async (story, who, label, act) => {
    const { done } = show(story, who)
    const line = screen.getAllByLabelText(label)[0] as Element
    await fireEvent.input(line, { target: { value: 'Both banks' } })
    await fireEvent.keyDown(line, { key: 'Enter' })
    expect(done).toMatchObject([{ do: act, with: { text: 'Both banks' } }])
  },
)
