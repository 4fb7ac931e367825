// @vitest-environment node
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Verb } from './doc'
import type { Person, Room } from './protocol.gen'
import { hasTurn, may, mayBeCalled, standing } from './rights'

const story = JSON.parse(readFileSync('stories/standup/round.json', 'utf8')) as { doc: { room: Room } }
const room = () => structuredClone(story.doc.room)
const [noor, mira, lene, ilse, marek, pia] = ['p1', 'p2', 'p5', 'p9', 'p10', 'p11']

describe('rights', () => {
  it.each<[string, string, Verb, boolean]>([
    ['the facilitator moves on', noor, 'next', true],
    ['a developer does not', mira, 'next', false],
    ['the speaker passes', lene, 'pass', true],
    ['somebody else does not', mira, 'pass', false],
    ['the facilitator passes for anyone', noor, 'pass', true],
    ['the product owner raises blockers', ilse, 'raise', true],
    ['a product manager does not', marek, 'raise', false],
    ['a product owner calls a guest in', ilse, 'call_in', true],
    ['an observer does not', pia, 'call_in', false],
    ['everyone raises a hand', pia, 'hand', true],
    ['nobody votes in the round', mira, 'vote', false],
    ['nobody starts what has started', noor, 'start', false],
    ['nobody takes a baton that is not offered', mira, 'baton_take', false],
  ])('%s', (_, who, verb, want) => {
    expect(may(room(), who, verb)).toBe(want)
  })

  it('follow where somebody stands', () => {
    const r = room()
    r.baton = { holder: noor, co: [mira], offer: lene }
    r.floor.guest = { person: marek, by: lene }
    expect([...standing(r, mira)].sort()).toEqual(['co_facilitator', 'developer'])
    expect(may(r, lene, 'baton_take')).toBe(true)
    expect(may(r, marek, 'call_out')).toBe(true)
    r.people[pia] = { ...r.people[pia], invited: true } as Person
    expect(standing(r, pia)).toContain('invited')
  })

  it('are nobody’s once they left, or were never here', () => {
    const r = room()
    const person = r.people[mira]
    if (person) person.left = true
    expect(may(r, mira, 'hand')).toBe(false)
    expect(may(r, 'nobody', 'hand')).toBe(false)
  })

  it('stand aside with whoever chose so, while they hold the baton', () => {
    const r = room()
    r.people[noor] = { ...r.people[noor], aside: true } as Person
    expect([...standing(r, noor)]).toEqual(['facilitator'])
    r.baton = { holder: mira, owner: noor }
    expect(standing(r, mira)).toContain('developer')
    expect(standing(r, noor)).toContain('developer')
  })

  it('ask only developers on track', () => {
    const r = room()
    r.agenda.now = 'plan'
    expect(may(r, mira, 'vote')).toBe(true)
    expect(may(r, ilse, 'vote')).toBe(false)
  })

  it('know who has a turn and who may be called in', () => {
    const r = room()
    const turns = Object.entries(r.people)
      .filter(([, p]) => hasTurn(r, p))
      .map(([id]) => id)
    const guests = Object.entries(r.people)
      .filter(([, p]) => mayBeCalled(r, p))
      .map(([id]) => id)
    expect(turns).toEqual(['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'p8'])
    expect(guests).toEqual([marek])
  })
})
