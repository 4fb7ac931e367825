import { beforeAll, expect, it } from 'vitest'
import { words } from '../lib/i18n/words.svelte'
import { tell } from '../lib/testing'
import { noticeFor } from './notice'
import { SeatsWatch } from './seats.svelte'
import { View } from './view.svelte'

beforeAll(() => words.enterRoom('standup'))

it('tells everybody who is asked to stand in, and asks that one', () => {
  const { meeting } = tell('standup/asked')
  const notice = () => noticeFor(meeting, words.room, () => 0, new SeatsWatch(meeting), new View())
  expect(notice()).toMatchObject({ lead: expect.stringContaining('Cyd is asked to stand in'), does: [] })
  meeting.you = meeting.room.baton.offer ?? ''
  expect(notice()?.does.map((d) => d.say)).toEqual(['I facilitate', 'Not me'])
})

it('lets whoever is there take the lead once all were asked in vain, but those who said no', () => {
  const { meeting } = tell('standup/asked')
  const notice = () => noticeFor(meeting, words.room, () => 0, new SeatsWatch(meeting), new View())
  meeting.frame({ at: [1, 2], patch: { room: { baton: { offer: null, open: true } } } })
  expect(notice()).toMatchObject({ rest: 'Whoever likes can facilitate.' })
  meeting.frame({ at: [1, 3], patch: { room: { baton: { nays: [meeting.you] } } } })
  expect(notice()?.does ?? []).toEqual([])
  meeting.you = meeting.room.baton.holder ?? ''
  expect(meeting.may('baton_take')).toBe(false)
})

// (element-hq/element-web#20967)
it('shows a countdown second by second, and is heard of it once', () => {
  const { meeting } = tell('standup/countdown')
  const due = meeting.room.timers.countdown?.due ?? 0
  const at = (left: number) => noticeFor(meeting, words.room, () => due - left, new SeatsWatch(meeting), new View())
  expect(at(9000)?.lead).not.toBe(at(5000)?.lead)
  expect(at(9000)?.heard).toBe(at(5000)?.heard)
  expect(at(9000)?.heard).toMatch(/On to the next phase in .*seconds/)
})
