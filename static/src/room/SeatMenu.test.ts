import { render, screen } from '@testing-library/svelte'
import { tick } from 'svelte'
import { beforeAll, expect, it } from 'vitest'
import { words } from '../lib/i18n/words.svelte'
import { tell } from '../lib/testing'
import { context } from '../lib/testing-dom'
import SeatMenu from './SeatMenu.svelte'
import { View } from './view.svelte'

beforeAll(() => words.enterRoom())
beforeAll(() => (HTMLElement.prototype.showPopover = () => undefined)) // the DOM of the unit tests has no popovers

it('goes with its person, and does not open by itself when they come back', async () => {
  const view = new View()
  const { meeting } = tell('standup/round')
  render(SeatMenu, { context: context(meeting, view) })
  const [id, person] = Object.entries(meeting.room.people)[1] ?? []
  const patch = async (seq: number, person: unknown) => {
    meeting.frame({ at: [1, seq], patch: { room: { people: { [id as string]: person } } } })
    await tick()
  }
  view.openMenu(id as string, document.body)
  await tick()
  const before = JSON.parse(JSON.stringify(person)) as unknown
  expect(screen.getByRole('menu', { hidden: true })).toBeTruthy()
  await patch(2, null)
  expect(screen.queryByRole('menu', { hidden: true })).toBeNull()
  await patch(3, before)
  expect(screen.queryByRole('menu', { hidden: true })).toBeNull()
})
