import { fireEvent, render, screen } from '@testing-library/svelte'
import { tick } from 'svelte'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { words } from '../../lib/i18n/words.svelte'
import { recent } from '../../lib/storage'
import { tell } from '../../lib/testing'
import { context, press } from '../../lib/testing-dom'
import BringAlong from './BringAlong.svelte'

beforeAll(() => words.enterRoom('retrospective'))
beforeEach(() => recent.add({ id: 'r1', title: 'Last retro', kind: 'retrospective', at: 1795000000000 }))
afterEach(() => vi.unstubAllGlobals())

const w = () => words.of('retrospective').bring
const alert = async () => (await screen.findByRole('alert')).textContent
const answers = (status: number, body: unknown) =>
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify(body), { status })))
const last = { kind: 'retrospective', people: ['Noor'], sections: [{ key: 'picked', title: 'P', rows: [['Tidy up']] }] }

/** The room that takes the minutes over, as it would: two actions come, and a fact. */
async function show() {
  const told = tell<'retrospective'>('retrospective/actions', 'p2')
  render(BringAlong, { context: context(told.meeting as never) })
  await press(screen.getByRole('button', { name: w().open }))
  const act = told.meeting.act.bind(told.meeting)
  told.meeting.act = async (verb, args) => {
    const refusal = await act(verb, args)
    const one = { text: 'x', rank: 9 }
    if (!refusal)
      told.meeting.frame({
        at: [1, 2],
        patch: { shared: { old: { n1: one, n2: one }, facts: { f9: { ...one, kind: 'goal' } } } },
      })
    return refusal
  }
  return told
}

describe('bringing along', () => {
  it('sends what is cut out, says what came, and gives the focus back', async () => {
    answers(200, last)
    const { done } = await show()
    await press(screen.getByRole('button', { name: /^Last retro/ }))
    await screen.findByText('2 open actions and 1 fact came along.')
    const { kind, sections } = last
    expect(done).toMatchObject([{ do: 'bring', with: { minutes: { kind, sections } } }])
    expect(JSON.stringify(done)).not.toContain('Noor')
    expect(document.querySelector('dialog')).toBeNull()
    expect(document.activeElement).toBe(screen.getByRole('button', { name: w().open }))
  })

  it('says in words that this browser may not read them', async () => {
    answers(404, { code: 'no_room', detail: 'There is no such room.' })
    const { done } = await show()
    await press(screen.getByRole('button', { name: /^Last retro/ }))
    expect(await alert()).toBe(w().unreadable({ title: 'Last retro' }))
    expect(done).toEqual([])
  })

  it('says why the room refused them', async () => {
    answers(200, last)
    const { answer } = await show()
    answer.refusal = { code: 'nothing_new', say: 'There is nothing in these minutes.' }
    await press(screen.getByRole('button', { name: /^Last retro/ }))
    expect(await alert()).toBe(words.refusal({ code: 'nothing_new', say: '' }))
  })

  it('takes a file, and says when it is none', async () => {
    const { done } = await show()
    const input = document.querySelector('input[type=file]') as HTMLInputElement
    const choose = async (text: string) => {
      Object.defineProperty(input, 'files', { value: [new File([text], 'minutes.json')], configurable: true })
      await fireEvent.change(input)
    }
    await choose('# Minutes')
    expect(await alert()).toBe(w().noMinutes)
    await choose(JSON.stringify(last))
    await vi.waitFor(() => expect(done).toHaveLength(1))
  })

  it('goes with the right to it, and does not come back by itself', async () => {
    const { meeting } = await show()
    const now = async (phase: string, seq: number) => {
      meeting.frame({ at: [1, seq], patch: { room: { agenda: { now: phase } } } })
      await tick()
    }
    const before = meeting.room.agenda.now
    await now('discuss', 2)
    expect(document.querySelector('dialog')).toBeNull()
    await now(before, 3)
    expect(screen.getByRole('button', { name: w().open })).toBeTruthy()
    expect(document.querySelector('dialog')).toBeNull()
  })
})
