// @vitest-environment node
import { expect, it } from 'vitest'
import { cueOf, type Heard } from './cues'

const quiet: Heard = { pace: 'ok', speaker: 'p2', asks: false }
const cue = (was: Partial<Heard>, is: Partial<Heard>) => cueOf({ ...quiet, ...was }, { ...quiet, ...is }, 'p1')

it('is heard once, when something begins', () => {
  expect(cue({}, { pace: 'soon' })).toBe('soon')
  expect(cue({ pace: 'soon' }, { pace: 'soon' })).toBeUndefined()
  expect(cue({ pace: 'soon' }, { pace: 'over' })).toBe('zero')
  expect(cue({ pace: 'paused' }, { pace: 'over' })).toBeUndefined()
  expect(cue({}, { speaker: 'p1', pace: 'soon' })).toBe('turn')
  expect(cue({}, { speaker: 'p3' })).toBeUndefined()
})

it('tells that time is up for a topic, and then that the vote is', () => {
  expect(cue({ pace: 'soon' }, { asks: true })).toBe('zero')
  expect(cue({ asks: true }, { asks: true, pace: 'soon' })).toBe('soon')
  expect(cue({ asks: true, pace: 'soon' }, {})).toBeUndefined()
})
