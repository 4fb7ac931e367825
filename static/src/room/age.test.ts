import { beforeAll, expect, it } from 'vitest'
import { words } from '../lib/i18n/words.svelte'
import { now } from '../lib/now.svelte'
import { tell } from '../lib/testing'
import { ageOf, lateBy } from './age'

beforeAll(() => words.enterRoom('team'))

/** Every day is a working day, so that it does not matter when this is asked. */
const { meeting } = tell('team/home', 'p1', { doc: { room: { rhythm: { zone: 'UTC', days: [1, 2, 3, 4, 5, 6, 7] } } } })
const ago = (days: number) => now.exact() - days * 86_400_000
const date = (at: number) => new Date(at).toISOString().slice(0, 10)

it('what is open says for how long, from its second day on', () =>
  expect([undefined, ago(0), ago(1), ago(4)].map((at) => ageOf(meeting, at))).toEqual([
    '',
    '',
    'for one working day',
    'for 4 working days',
  ]))

it('what was due says by how much it is late', () =>
  expect([ago(-1), ago(0), ago(1), ago(5)].map((at) => lateBy(meeting, date(at)))).toEqual([
    '',
    '',
    'one working day late',
    '5 working days late',
  ]))
