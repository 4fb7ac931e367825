import { fireEvent, render, screen } from '@testing-library/svelte'
import { tick } from 'svelte'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { words } from '../../lib/i18n/words.svelte'
import { tell } from '../../lib/testing'
import { context, press } from '../../lib/testing-dom'
import DeckChoice from './DeckChoice.svelte'

beforeAll(() => words.enterRoom('poker'))

function show(story: string, you?: string) {
  const told = tell<'poker'>(`poker/${story}`, you)
  render(DeckChoice, { context: context(told.meeting as never) })
  return told
}
const deck = () => screen.getByLabelText<HTMLSelectElement>('Cards')
function choose(key: string) {
  const option = [...deck().options].find(({ value }) => value === key) ?? null
  vi.spyOn(deck(), 'querySelector').mockReturnValue(option) // the test's document knows no :checked options
  return fireEvent.change(deck())
}
const take = () => screen.queryByRole('button', { name: 'Take these cards' })

describe('the choice of cards', () => {
  it('counts at once before the first are dealt, with how sure people are', async () => {
    const { done } = show('lobby')
    await choose('shirts')
    await press(screen.getByRole('checkbox'))
    expect(done.map((act) => act.with)).toEqual([
      { deck: 'shirts', sure: false },
      { deck: 'shirts', sure: true },
    ])
    expect(take()).toBeNull()
  })

  it('begins a round anew later, so it waits for a press', async () => {
    const { done } = show('vote', 'p1')
    expect(take()?.hasAttribute('disabled')).toBe(true)
    await choose('powers')
    expect(done).toEqual([])
    expect(screen.getByText(/A round that is open begins anew/)).toBeTruthy()
    await press(take() as Element)
    expect(done).toMatchObject([{ do: 'deck', with: { deck: 'powers', sure: false } }])
  })

  it.each([
    ['1, 2, 4 ,, 8', ['1', '2', '4', '8']],
    ['0,5; 1; 1,5', ['0,5', '1', '1,5']],
  ])('takes cards of our own: %s', async (typed, cards) => {
    const { done } = show('lobby')
    await choose('own')
    await fireEvent.input(screen.getByLabelText(/2 to 16 cards/), { target: { value: typed } })
    await press(take() as Element)
    expect(done).toMatchObject([{ do: 'deck', with: { deck: 'own', cards } }])
  })

  it('says at the field what is wrong with them, and nowhere else', async () => {
    const { meeting, answer } = show('lobby')
    const told: unknown[] = []
    meeting.onRefusal((refusal) => told.push(refusal))
    await choose('own')
    answer.refusal = { code: 'invalid', field: '/cards', say: 'Too few.' } as never
    await press(take() as Element)
    await tick()
    const field = screen.getByLabelText(/2 to 16 cards/)
    expect(field.getAttribute('aria-invalid')).toBe('true')
    expect(document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent).toBeTruthy()
    expect(told).toEqual([])
  })

  it('is nobody’s who does not lead', () => {
    show('lobby', 'p2')
    expect(screen.queryByLabelText('Cards')).toBeNull()
  })
})
