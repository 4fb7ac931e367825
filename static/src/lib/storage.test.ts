import { beforeEach, describe, expect, it } from 'vitest'
import { caughtUp, draft, recent, secret } from './storage'

const seen = (id: string) => ({ id, title: 'T', kind: 'standup', at: 0 })

function visit(id: string) {
  recent.add(seen(id))
  secret.set(id, `key of ${id}`)
  draft.set(id, 'p1', 'park', { text: `typed in ${id}` })
  caughtUp.add(id, 'p1')
}

const kept = () => JSON.stringify({ ...localStorage })

describe('what stays of a room in the browser', () => {
  beforeEach(() => localStorage.clear())

  it('is nothing once twenty others were visited', () => {
    visit('first-room')
    for (let n = 0; n < 19; n++) visit(`room-${n}`)
    expect(kept()).toContain('first-room')
    visit('one-more')
    expect(kept()).not.toContain('first-room')
    expect(kept()).toContain('room-0')
  })

  it('is nothing once it was forgotten, or is gone', () => {
    visit('first-room')
    visit('other-room')
    recent.forget('first-room')
    expect(kept()).not.toContain('first-room')
    expect(secret.get('other-room')).toBe('key of other-room')
    expect(caughtUp.has('other-room', 'p1')).toBe(true)
    expect(draft.list('other-room', 'p1')).toHaveLength(1)
  })

  it('is that somebody came in, once', () => {
    caughtUp.add('r', 'p1')
    expect([caughtUp.has('r', 'p1'), caughtUp.has('r', 'p2'), caughtUp.has('r2', 'p1')]).toEqual([true, false, false])
  })
})
