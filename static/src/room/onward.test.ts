import { fireEvent, render } from '@testing-library/svelte'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { words } from '../lib/i18n/words.svelte'
import { tell } from '../lib/testing'
import { context, press } from '../lib/testing-dom'
import FacilitatorKeys from './FacilitatorKeys.svelte'
import Keys from './Keys.svelte'

beforeAll(() => words.enterRoom('standup'))
afterEach(() => vi.unstubAllGlobals())

const answered = (...ids: string[]) => ({
  doc: { room: { ballots: { track: { done: Object.fromEntries(ids.map((id) => [id, true])) } } } },
})

// A step too far while people answer in secret costs those who have not (ParabolInc/parabol#4881).
describe('on to the next phase while a hidden question is open', () => {
  function lead(says: boolean, change: unknown = answered('p4')) {
    const sure = vi.fn(() => says)
    vi.stubGlobal('confirm', sure)
    const told = tell('standup/plan', 'p1', change)
    return { ...told, sure, asked: { context: context(told.meeting) } }
  }
  const asks = /^\d of \d have answered\. Go on without the others\?$/

  it('asks first, and stays where the answer is no', async () => {
    const { done, sure, asked } = lead(false)
    render(Keys, { props: { step: undefined }, ...asked })
    await fireEvent.keyDown(document.body, { key: 'n' })
    const { getByRole } = render(FacilitatorKeys, asked)
    await press(getByRole('button', { name: 'Next phase' }))
    expect(sure.mock.calls).toEqual([[expect.stringMatching(asks)], [expect.stringMatching(asks)]])
    expect(done).toEqual([])
  })

  it('goes on where the answer is yes', async () => {
    const { done, asked } = lead(true)
    const { getByRole } = render(FacilitatorKeys, asked)
    await press(getByRole('button', { name: 'Next phase' }))
    expect(done).toMatchObject([{ do: 'next' }])
  })

  it.each([
    ['everybody has answered', answered('p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'p8')],
    ['it is over', { doc: { room: { ballots: { track: { state: 'closed' } } } } }],
  ])('does not ask when %s', async (_, change) => {
    const { done, sure, asked } = lead(false, change)
    render(Keys, { props: { step: undefined }, ...asked })
    await fireEvent.keyDown(document.body, { key: 'n' })
    expect(sure).not.toHaveBeenCalled()
    expect(done).toMatchObject([{ do: 'next' }])
  })
})
