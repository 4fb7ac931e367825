// @vitest-environment node
import { describe, expect, it } from 'vitest'
import type { Task } from '../../lib/protocol.gen'
import { lacksOf } from './lacks'

const whole: Task = {
  text: 'Reserve an hour for reviews',
  by: 'p1',
  owner: 'p2',
  due: '2026-12-11',
  how: 'No change waits',
  state: 'open',
  rank: 1,
}

describe('what an action lacks', () => {
  it('is nothing once everything is there', () => expect(lacksOf(whole)).toEqual([]))
  it('is told in the order in which it is filled in', () =>
    expect(lacksOf({ text: 'Alarms', by: 'p1', state: 'open', rank: 1 })).toEqual(['text', 'owner', 'due', 'how']))
  it.each(['Alarms ...', 'Alarms 2', '. !', '→ Alarms'])('%s is no verb and object', (text) =>
    expect(lacksOf({ ...whole, text })).toEqual(['text']),
  )
  it('counts words of any script', () => expect(lacksOf({ ...whole, text: 'Написать тесты' })).toEqual([]))
})
