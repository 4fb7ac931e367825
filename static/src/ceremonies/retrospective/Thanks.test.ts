import { render, screen } from '@testing-library/svelte'
import { beforeAll, describe, expect, it } from 'vitest'
import { words } from '../../lib/i18n/words.svelte'
import { tell } from '../../lib/testing'
import { context, press } from '../../lib/testing-dom'
import Thanks from './Thanks.svelte'

beforeAll(() => words.enterRoom('retrospective'))

const show = (story: string, change: unknown = {}) =>
  render(Thanks, { context: context(tell('retrospective/' + story, 'p5', change).meeting) })
const lost = () => screen.queryByText(words.of('retrospective').close.thanksLost)

describe('thanks', () => {
  it('that were lost are asked for again', () => {
    show('close-lost')
    expect(lost()).toBeTruthy()
  })

  it('are not said to be lost before they are, or when the meeting is over', () => {
    show('close')
    show('ended', { doc: { shared: { lost: true } } })
    expect(lost()).toBeNull()
  })

  it('are not asked of anybody: one may be done without, and take that back', async () => {
    const told = tell<'retrospective'>('retrospective/close', 'p4', { doc: { me: { own: null } } })
    render(Thanks, { context: context(told.meeting as never) })
    await press(screen.getByRole('button', { name: words.of('retrospective').close.done }))
    told.meeting.frame({ mine: { held: { done: true } }, at: [1, 2] })
    await press(await screen.findByRole('button', { name: words.of('retrospective').board.notYet }))
    expect(told.done).toMatchObject([
      { do: 'done', with: { on: true } },
      { do: 'done', with: { on: false } },
    ])
  })

  it('nobody who only listens is asked to be done', () => {
    render(Thanks, { context: context(tell('retrospective/close', 'p9').meeting) })
    expect(screen.queryByRole('button', { name: words.of('retrospective').close.done })).toBeNull()
  })

  it('are signed where two are left, and say why', () => {
    const here = Object.fromEntries(['p1', 'p2', 'p3', 'p6', 'p7', 'p8'].map((id) => [id, null]))
    show('close', { here })
    const w = words.of('retrospective').close
    expect(screen.queryByLabelText(w.sign)).toBeNull()
    expect(screen.getByText(w.signFew)).toBeTruthy()
  })
})
