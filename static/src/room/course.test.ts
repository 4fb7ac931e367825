import { beforeAll, expect, it } from 'vitest'
import { words } from '../lib/i18n/words.svelte'
import { peopleOf, storyNames, tell } from '../lib/testing'
import { courseOf, phaseAt } from './course'

beforeAll(() => words.enterRoom('standup'))

/** The standup of a story as it ended, with moments. */
function ended() {
  const { meeting } = tell('standup/ended')
  const { room } = meeting
  const at = (room.ended ?? 0) - 600_000
  room.started = at
  for (const phase of Object.values(room.agenda.phases)) delete phase.began
  room.agenda.phases['lobby'] = { rank: 0, at_zero: 'signal', began: at - 9 }
  for (const [key, began] of Object.entries({ goal: at, round: at + 10, blockers: at + 40 }))
    room.agenda.phases[key] = { rank: 1, at_zero: 'signal', ...room.agenda.phases[key], began }
  const by = meeting.you
  room.parked = { t: { text: 'Which database', by, at: at + 20, rank: 1, state: 'open' } }
  room.actions = { a: { text: 'Ask for access', by, at: at + 50, rank: 1, state: 'open' } }
  room.blockers = {
    old: { text: 'From yesterday', by, at: at - 20, rank: 1, state: 'open', old: true },
    b: { text: 'No access', by, at: at + 30, rank: 2, state: 'open' },
    unknown: { text: 'Of nobody knows when', by, rank: 3, state: 'open' },
  }
  return { meeting, room, says: () => courseOf(room).map((step) => step.says) }
}

it('goes from the start through the phases and what was written down to the end', () => {
  const { room, says } = ended()
  expect(says()).toEqual([
    'The meeting starts',
    'Goal begins',
    'Round begins',
    'Parked: Which database',
    'Blocker: No access',
    'Blockers begins',
    'Action: Ask for access',
    'The meeting ends',
  ])
  expect([0, 1, 4, 7].map((i) => phaseAt(courseOf(room), i))).toEqual([undefined, 'goal', 'round', 'blockers'])
})

it('is there to be seen in the story of a standup that has ended', () => {
  const steps = courseOf(tell('standup/ended').meeting.room)
  expect(steps.map(({ phase }) => phase).filter(Boolean)).toEqual(['goal', 'round', 'blockers', 'plan', 'close'])
  expect(steps.filter(({ lasts }) => lasts).length).toBe(4)
})

it('has nothing of what was taken back or forgotten', () => {
  const { room, says } = ended()
  delete room.parked['t']
  room.blockers['b'] = { text: '—', by: '', at: (room.started ?? 0) + 30, rank: 2, state: 'open' }
  expect(says().join()).not.toMatch(/Parked|Blocker:|—/)
})

it('is there only of a meeting that has ended', () => {
  const { room } = ended()
  delete room.ended
  expect(courseOf(room)).toEqual([])
})

/** In every moment of every kind of meeting, through all eyes, as if it ended there. */
it('is the same for everybody, whatever is in drawers, ballots and notes', () => {
  for (const name of storyNames) {
    const of = ({ meeting }: ReturnType<typeof tell>) => {
      meeting.room.started = 1
      meeting.room.ended = 9e12
      return JSON.stringify(courseOf(meeting.room))
    }
    const bare = tell(name, undefined, { doc: { me: null } })
    bare.meeting.room.ballots = {}
    bare.meeting.room.crowds = {}
    expect(new Set([...peopleOf(name).map((you) => of(tell(name, you))), of(bare)]).size, name).toBe(1)
  }
})
