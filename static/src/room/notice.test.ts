import { beforeAll, expect, it } from 'vitest'
import { words } from '../lib/i18n/words.svelte'
import { tell } from '../lib/testing'
import { noticeFor } from './notice'
import { SeatsWatch } from './seats.svelte'
import { View } from './view.svelte'

beforeAll(() => words.enterRoom('standup'))

it('shows a countdown second by second, and is heard of it once', () => {
  const { meeting } = tell('standup/countdown')
  const due = meeting.room.timers.countdown?.due ?? 0
  const at = (left: number) => noticeFor(meeting, words.room, () => due - left, new SeatsWatch(meeting), new View())
  expect(at(9000)?.lead).not.toBe(at(5000)?.lead)
  expect(at(9000)?.heard).toBe(at(5000)?.heard)
  expect(at(9000)?.heard).toMatch(/On to the next phase in .*seconds/)
})
