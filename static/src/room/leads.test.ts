import { beforeAll, expect, it } from 'vitest'
import { words } from '../lib/i18n/words.svelte'
import { tell } from '../lib/testing'
import { leadNews } from './leads'

beforeAll(() => words.enterRoom('standup'))

it('says who leads, and who has the lead back', () => {
  const { meeting } = tell('standup/asked')
  const [ann, bob, cyd] = Object.keys(meeting.room.people)
  const { you } = meeting
  const says = (was: object, is: object) => leadNews(was, is, meeting, words.room.leads)
  expect(says({ holder: ann }, { holder: bob, owner: ann })).toBe('Bob facilitates now.')
  expect(says({ holder: ann }, { holder: you, owner: ann })).toBe('You facilitate now.')
  expect(says({ holder: bob, owner: ann }, { holder: ann })).toBe('Ann is back and facilitates again.')
  expect(says({ holder: bob, owner: you }, { holder: you })).toBe('You facilitate again. Bob did while you were gone.')
  expect(says({ holder: bob, owner: ann }, { holder: cyd, owner: ann })).toBe('Cyd facilitates now.')
  expect(says({ holder: ann }, { holder: ann })).toBeUndefined()
  expect(says({ holder: ann }, {})).toBeUndefined()
})
