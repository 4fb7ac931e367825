import { phasesOf } from '../lib/forecast'
import { listOf } from '../lib/format'
import { wordFor, words } from '../lib/i18n/words.svelte'
import type { Ballot, Room } from '../lib/protocol.gen'
import { ranked } from '../lib/rank'
import type { Meeting } from '../lib/room.svelte'
import { caughtUp } from '../lib/storage'
import { meanIn, resultsOf, tallyIn } from './ballot'
import { currentOf } from './items/items'

/** From how long on a meeting has run without somebody who comes in now. */
const late = 60_000

/** As much as is read in twenty seconds. */
const most = 7

/**
 * Tells whether a person comes into a room for the first time and has missed something, and keeps in mind that they came:
 * whoever was there from the start, or was told once, loads the page anew without being told.
 */
export function comesLate(m: Meeting, at: number): boolean {
  if (!m.you || caughtUp.has(m.id, m.you)) return false
  caughtUp.add(m.id, m.you)
  return hasMissed(m.room, at)
}

export const hasMissed = ({ started, ended }: Room, at: number): boolean => !!started && !ended && at - started > late

/**
 * What happened so far, from what everybody in the room sees: what was secret, taken back or burnt is not in there. Nothing
 * where nothing happened.
 */
export function missed(m: Meeting, at: number): string[] {
  const { room } = m
  const phases = phasesOf(room)
    .filter(({ key }, i) => i > 0 || key === room.agenda.now)
    .map(({ key }) => key)
  const before = phases.slice(0, phases.indexOf(room.agenda.now)).map((key) => words.phase(key))
  const w = words.room.missed
  const happened = [
    before.length > 0 && w.before({ phases: listOf(before, words.locale) }),
    spoken(m),
    items(m),
    ...results(room).slice(0, 2),
    newest(w.actions, ranked(room.actions), 'open', 'done'),
    newest(w.blockers, ranked(room.blockers), 'open'),
    newest(w.parked, ranked(room.parked), 'open', 'done'),
  ].filter((line) => typeof line === 'string')
  return happened.length > 0 ? [now(room, at), ...happened].slice(0, most) : []
}

/** In which phase it is, and for how long. */
function now({ agenda }: Room, at: number): string {
  const [phase, m] = [words.phase(agenda.now), Math.floor(((agenda.paused ?? at) - agenda.since) / 60_000)]
  return m > 0 ? words.room.missed.now({ phase, m }) : words.room.missed.nowJust({ phase })
}

function spoken(m: Meeting): string | undefined {
  const { room } = m
  const turns = Object.values(room.floor.turns ?? {})
  const [done, all] = [turns.filter(({ state }) => state === 'spoken').length, turns.length]
  if (room.floor.speaker) return words.room.missed.speaks({ name: m.nameOf(room.floor.speaker), done, all })
  return done > 0 ? words.room.missed.spoken({ done, all }) : undefined
}

/** What the meeting is at, and how far it came with its list. */
function items({ room }: Meeting): string | undefined {
  const there = Object.values(room.items ?? {}).filter(({ state }) => state !== 'withdrawn')
  const done = there.filter(({ state }) => state !== 'open' && state !== 'current').length
  const current = room.items?.[currentOf(room.items) ?? '']
  if (current) return words.room.missed.item({ title: current.title, done, all: there.length })
  return done > 0 ? words.room.missed.items({ done, all: there.length }) : undefined
}

/** The newest result of each question; what is about one item of many is told by the item. */
const results = (room: Room): string[] =>
  Object.entries(room.ballots).flatMap(([id, ballot]) => {
    const says = !ballot.about && ballot.kind !== 'dots' && resultIn(ballot)
    return says ? [`${words.section(`ballot_${id}`) ?? words.room.ballot.answers}: ${says}`] : []
  })

function resultIn(ballot: Ballot): string {
  const result = resultsOf(ballot).findLast(({ voters }) => voters > 0)
  if (!result) return ''
  if (result.mood) return wordFor(words.room.ballot.mood, result.mood) ?? ''
  if (result.tally) return tallyIn(ballot, result)
  const mean = meanIn(result, words.locale)
  return mean && words.room.ballot.middle({ mean })
}

/** How many there are of what people noted, and the newest of them. */
function newest(
  say: (args: { n: number; text: string }) => string,
  all: readonly [string, { text: string; state: string }][],
  ...states: string[]
): string | undefined {
  const there = all.filter(([, { state }]) => states.includes(state))
  const text = there.at(-1)?.[1].text
  return text === undefined ? undefined : say({ n: there.length, text })
}
