import { fireEvent, render, screen } from '@testing-library/svelte'
import { beforeAll, describe, expect, it } from 'vitest'
import { words } from '../../lib/i18n/words.svelte'
import { tell } from '../../lib/testing'
import { context, press } from '../../lib/testing-dom'
import CapacityBar from '../../room/sprint/CapacityBar.svelte'
import { View } from '../../room/view.svelte'
import { pointsOf } from '../../room/backlog/backlog'
import RoleCard from '../../room/RoleCard.svelte'
import { card } from './card'
import { capacityOf, daysIn, pointsIn } from './plan'
import Planning from './Planning.svelte'
import { step } from './step'

beforeAll(() => words.enterRoom('planning'))

const jonas = 'p1'
const ilse = 'p4'
const marek = 'p5'

function show(story: string, you?: string, change?: unknown) {
  const told = tell<'planning'>(`planning/${story}`, you, change)
  render(Planning, { context: context(told.meeting as never) })
  return told
}
const next = (story: string, you: string, change?: unknown) =>
  step(tell<'planning'>(`planning/${story}`, you, change).meeting, new View())?.say

describe('what the team can do', () => {
  it('is its days at its focus and its pace', () => {
    const { meeting } = tell<'planning'>('planning/pull')
    expect(daysIn(meeting)).toBe(18.2)
    expect(capacityOf(meeting)).toBe(22.8)
    expect(pointsIn(meeting)).toBe(8)
  })

  it('counts sizes that are numbers', () => {
    expect(['½', '13', 'XL', '?', undefined].map(pointsOf)).toEqual([0.5, 13, 0, 0, 0])
  })

  it.each([
    [8, 22.8, '8 of 22.8 points'],
    [30, 22.8, '30 of 22.8 points: 7.2 more than the team can do'],
    [8, 0, '8 points'],
  ])('is said beside the bar: %s of %s', (points, capacity, said) => {
    render(CapacityBar, { points, capacity })
    expect(screen.getByText(said)).toBeTruthy()
    expect(screen.getByRole('table', { name: 'Capacity' })).toBeTruthy()
  })
})

it('tells one person who is product manager and product owner what each asks of them', () => {
  const { meeting } = tell<'planning'>('planning/both', ilse)
  render(RoleCard, { props: { card: card(meeting), onclose: () => {} }, context: context(meeting as never) })
  expect(screen.getByRole('heading', { name: 'Product manager, Product owner' })).toBeTruthy()
  const { product_owner, product_manager } = words.of('planning').card
  for (const line of [product_owner, product_manager]) expect(screen.getByText(line)).toBeTruthy()
})

describe('the next step', () => {
  it('is each role’s own', () => {
    expect(next('lobby', 'p3')).toBe('Say how many days you have')
    expect(next('goal', ilse)).toBe('Confirm this goal')
    expect(next('goal', jonas)).toBe('The product owner confirms the goal.')
    expect(next('how', ilse)).toBe('I am there')
    expect(next('doubt', ilse)).toBe('I am there')
    expect(next('doubt', ilse, { doc: { shared: { paged: null } } })).toBe('Go on all the same')
    expect(next('close', jonas)).toBe('End the meeting')
  })

  it('promises on a phone only what is kept', () => {
    const view = { phone: true } as View
    const promise = (secrecy: string) => {
      const change = { doc: { room: { ballots: { veto: { secrecy } } } } }
      return step(tell<'planning'>('planning/veto', 'p3', change).meeting, view)?.ask?.promise
    }
    expect(promise('anonymous')).toMatch(/Nobody sees/)
    expect(promise('hidden')).toBe('You are fewer than three: everybody will see who chose what.')
  })

  it.each([
    ['veto', 'veto'],
    ['fists', 'confidence'],
  ])('of who leads is to show the answers, also while they are counted: %s', (story, ballot) => {
    const leads = (state: string) => {
      const change = { doc: { room: { ballots: { [ballot]: { state, who: { [jonas]: null } } } } } }
      return next(story, jonas, change)
    }
    expect([leads('open'), leads('counting')]).toEqual(['Show the answers', 'Show the answers'])
  })

  it('warns of what has no plan yet, and hinders nobody', () => {
    const { meeting } = tell<'planning'>('planning/how', jonas)
    expect(step(meeting, new View())?.mind).toBe('One item has no plan yet.')
  })
})

describe('what the last sprint left undone', () => {
  const mira = 'p2'

  it('developers keep or let go back, and it says how much is kept', async () => {
    const { done } = show('carried', mira)
    expect(screen.getByText('What is kept takes 48% of what the team can do.')).toBeTruthy()
    await press(screen.getByRole('button', { name: 'Back to the backlog: Invoices as PDF' }))
    await press(screen.getByRole('button', { name: 'Size it anew: Pay again with one tap' }))
    expect(done).toMatchObject([
      { do: 'pull', with: { on: false } },
      { do: 'resize', with: { on: false } },
    ])
  })

  it('the product owner asks about, and whoever may not pull decides nothing', () => {
    show('carried', 'p3')
    expect(screen.getByRole('button', { name: 'Ask to take it out: Invoices as PDF' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: /^Keep it/ })).toBeNull()
  })

  it('is asked of developers in the lobby, and minded by who begins', () => {
    const lobby = { doc: { room: { agenda: { now: 'lobby' } } } }
    expect(next('carried', mira, lobby)).toBe('Say what becomes of what is left')
    const { meeting } = tell<'planning'>('planning/carried', 'p1', lobby)
    expect(step(meeting, new View())?.mind).toBe(
      'Of one item that was carried over nobody has said what becomes of it.',
    )
  })
})

describe('a step of the plan', () => {
  it('is added with Enter, and goes on in a new line with Shift', async () => {
    const { done } = show('how', jonas)
    const line = screen.getAllByLabelText(/^A step of/)[0] as Element
    await fireEvent.input(line, { target: { value: 'Try it twice' } })
    await fireEvent.keyDown(line, { key: 'Enter', shiftKey: true })
    expect(done).toEqual([])
    await fireEvent.keyDown(line, { key: 'Enter' })
    expect(done).toMatchObject([{ do: 'step_add', with: { text: 'Try it twice' } }])
  })
})

describe('pulling', () => {
  it('is the developers’; the product owner asks', async () => {
    const { done } = show('pull', jonas)
    await press(screen.getAllByRole('button', { name: 'Pull in: Invoices as PDF' })[0] as Element)
    expect(done).toMatchObject([{ do: 'pull', with: { on: true } }])
  })

  it('is not offered to who owns or manages the product', () => {
    for (const [who, asks] of [[ilse, 1] as const, [marek, 0] as const]) {
      const { container } = render(Planning, {
        context: context(tell<'planning'>('planning/present', who).meeting as never),
      })
      expect(container.querySelectorAll('[aria-label^="Pull in"]')).toHaveLength(0)
      expect(container.querySelectorAll('[aria-label^="Ask for it"]').length > 0).toBe(asks > 0)
    }
  })
})

describe('which product goal is served', () => {
  it('is a picture with a table that says the same', () => {
    show('close', jonas)
    const table = screen.getByRole('table', { name: /^Which product goal/ })
    const rows = [...table.querySelectorAll('tr')].map((row) =>
      [...row.children].map((cell) => cell.textContent.trim()),
    )
    expect(rows).toEqual([
      ['Product goal', 'Sprint', 'Backlog'],
      ['Fewer lost orders', '100% · 8 points', '50% · 2 items'],
      ['no goal yet', '–', '50% · 2 items'],
    ])
  })
})
