// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { cut, fits, parsed, sources } from './bring'

const standup = {
  kind: 'standup',
  title: 'Daily',
  started: '2026-11-20T08:00:00Z',
  ended: '2026-11-20T08:15:00Z',
  people: ['Noor', 'Mira'],
  sections: [
    { key: 'goal', title: 'Sprint goal', text: 'A guest pays by card' },
    { key: 'notes', title: 'Notes', head: ['Who', 'Done'], rows: [['Mira', 'Everything']] },
    {
      key: 'blockers',
      title: 'Blockers',
      head: ['Blocker', 'Owner', 'State'],
      rows: [['Keys ran out', 'Mira', 'open']],
    },
    { key: 'actions', title: 'Actions', head: ['Action'], rows: [['Not from a standup']] },
  ],
}
const keysOf = (kind: string, keys: string[]) =>
  cut({ kind, sections: keys.map((key) => ({ key, title: key })) })?.sections.map((s) => s.key)

describe('what is cut out of minutes', () => {
  it('is the kind, the day and the sections that come along, as they are', () => {
    expect(cut(standup)).toEqual({
      kind: 'standup',
      started: '2026-11-20T08:00:00Z',
      sections: [standup.sections[0], standup.sections[2]],
    })
  })

  it('is nobody’s name but what stands in those sections', () => {
    expect(JSON.stringify(cut({ ...standup, sections: [] }))).not.toMatch(/Noor|Mira|Daily|08:15/)
  })

  it.each([
    ['standup', ['goal', 'blockers', 'parked']],
    ['retrospective', ['picked', 'carried', 'actions']],
    ['talk', ['actions']],
  ])('of a %s: %s', (kind, want) => {
    const all = ['goal', 'blockers', 'parked', 'notes', 'kudos', 'topics', 'picked', 'carried', 'actions', 'facts']
    expect(keysOf(kind, all)?.sort()).toEqual([...want].sort())
  })

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a number', 7],
    ['a list', [standup]],
    ['another kind', { ...standup, kind: 'planning' }],
    ['a kind that is none', { ...standup, kind: 'constructor' }],
    ['a kind that is no text', { ...standup, kind: ['talk'] }],
    ['no sections', { ...standup, sections: undefined }],
    ['sections that are no list', { ...standup, sections: { goal: 1 } }],
  ])('is nothing of %s', (_, file) => expect(cut(file)).toBeUndefined())

  it('keeps the places in a row, and leaves out what the room would not read', () => {
    const odd = {
      key: 'actions',
      title: 5,
      text: {},
      head: ['Action', null, 'State'],
      rows: [['One', 3, 'open'], 'no row', null, [], [{ a: 1 }]],
      surprise: 'unknown fields are refused',
    }
    expect(cut({ kind: 'talk', started: 12, sections: [null, 'x', 4, [], {}, odd] })).toEqual({
      kind: 'talk',
      sections: [{ key: 'actions', title: '', head: ['Action', '', 'State'], rows: [['One', '', 'open'], [], ['']] }],
    })
  })

  it('is more than the room takes in one piece, or not', () => {
    const long = { key: 'goal', title: '', text: 'ü'.repeat(30_000) }
    expect(fits({ kind: 'standup', sections: [long] })).toBe(false)
    expect(fits({ kind: 'standup', sections: [] })).toBe(true)
  })

  it('is read from files that are none', () => {
    expect(cut(parsed('# Minutes'))).toBeUndefined()
    expect(cut(parsed(''))).toBeUndefined()
    expect(cut(parsed(JSON.stringify(standup)))?.sections).toHaveLength(2)
  })
})

it('comes from other rooms of three kinds, the newest first', () => {
  const room = (id: string, kind: string, at: number) => ({ id, title: id, kind, at })
  const rooms = [
    room('here', 'retrospective', 9),
    room('a', 'talk', 1),
    room('b', 'planning', 8),
    room('c', 'standup', 5),
  ]
  expect(sources(rooms, 'here').map((r) => r.id)).toEqual(['c', 'a'])
})
