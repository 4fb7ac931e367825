import { render, screen } from '@testing-library/svelte'
import { beforeAll, expect, it } from 'vitest'
import { words } from '../../lib/i18n/words.svelte'
import { tell } from '../../lib/testing'
import { context } from '../../lib/testing-dom'
import NotesCard from './NotesCard.svelte'

beforeAll(() => words.enterRoom('standup'))

it('says of notes alone that they wait to be sent, not of a raised hand', async () => {
  const { meeting } = tell('standup/round', 'p5')
  meeting.became('offline')
  void meeting.act('hand', { on: true })
  meeting.changed()
  render(NotesCard, { context: context(meeting) })
  expect(screen.queryByText(words.of('standup').notes.waitingMany({ n: 1 }))).toBeNull()
  void meeting.act('note', { plan: 'Rest' })
  meeting.changed()
  expect(await screen.findByText(words.of('standup').notes.waitingMany({ n: 1 }))).toBeTruthy()
})
