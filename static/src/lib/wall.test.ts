// @vitest-environment node
import { expect, it } from 'vitest'
import { Meeting } from './room.svelte'
import { tell } from './testing'

it('on a wall a meeting is nobody’s: no drawer is kept of what comes', () => {
  const { meeting: mine } = tell('standup/round')
  const wall = new Meeting('story', true)
  wall.frame({
    hello: { you: mine.you, now: 1, build: 'b' },
    at: [1, 1],
    doc: JSON.parse(JSON.stringify(mine.doc)),
    here: {},
  } as never)
  wall.frame({ at: [1, 2], mine: { held: { votes: { track: 'up' } } } } as never)
  wall.frame({ at: [1, 2], me: { held: { votes: { track: 'up' } } } } as never)
  expect([wall.you, wall.doc?.me, wall.facilitating]).toEqual(['', {}, false])
})
