import { render, screen } from '@testing-library/svelte'
import { tick } from 'svelte'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { words } from '../lib/i18n/words.svelte'
import { tell } from '../lib/testing'
import { context, press } from '../lib/testing-dom'
import { toasts } from '../lib/toasts.svelte'
import AsksToast from './AsksToast.svelte'
import FacilitatorKeys from './FacilitatorKeys.svelte'
import { noticeFor } from './notice'
import People from './People.svelte'
import { SeatsWatch } from './seats.svelte'
import { View } from './view.svelte'

beforeAll(() => words.enterRoom('standup'))
beforeEach(() => {
  toasts.list = []
})

/** Somebody in the lobby would like to be product owner. */
const asking = { doc: { room: { people: { p4: { asks: ['product_owner'] } } } } }
const says = (name: string) => words.room.asks.says({ name, role: 'product owner' })

describe('who asks for a role', () => {
  it('covers nothing: the agenda stays in view', () => {
    const { meeting } = tell('standup/lobby', 'p1', asking)
    expect(noticeFor(meeting, words.room, () => 0, new SeatsWatch(meeting), new View())).toBeUndefined()
  })

  it('is told once to whoever may answer, and answered among the people', async () => {
    const { meeting, done } = tell('standup/lobby', 'p1', asking)
    const [view, text] = [new View(), says(meeting.nameOf('p4'))]
    render(AsksToast, { context: context(meeting, view) })
    expect(toasts.list.map((toast) => toast.text)).toEqual([text])
    toasts.list[0]?.does?.run()
    expect(view.panel).toBe('people')
    render(FacilitatorKeys, { context: context(meeting, view) })
    expect(screen.getByRole('button', { name: `People ${words.room.asks.wait({ n: 1 })}` })).toBeTruthy()
    render(People, { context: context(meeting, view) })
    await press(screen.getByRole('button', { name: words.room.asks.yes }))
    expect(done).toMatchObject([{ do: 'grant', with: { person: 'p4', role: 'product_owner', yes: true } }])
  })

  it('is not told beside the place where it is answered', () => {
    const view = new View()
    view.panel = 'people'
    render(AsksToast, { context: context(tell('standup/lobby', 'p1', asking).meeting, view) })
    expect(toasts.list).toEqual([])
  })

  it('is told no more once whoever answers is there', async () => {
    const view = new View()
    render(AsksToast, { context: context(tell('standup/lobby', 'p1', asking).meeting, view) })
    expect(toasts.list).toHaveLength(1)
    view.panel = 'people'
    await tick()
    expect(toasts.list).toEqual([])
  })

  it('is not told to others', () => {
    render(AsksToast, { context: context(tell('standup/lobby', 'p5', asking).meeting) })
    expect(toasts.list).toEqual([])
  })
})
