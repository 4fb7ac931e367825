import type { RoomWords } from '../lib/i18n/words.svelte'
import { isHere } from '../lib/presence'
import { hasTurn, mayBeCalled, onTeam } from '../lib/rights'
import type { Person } from '../lib/protocol.gen'
import type { Meeting } from '../lib/room.svelte'
import { toasts } from '../lib/toasts.svelte'
import type { View } from './view.svelte'

export interface SeatAction {
  say: string
  run: () => unknown
  /** Hard on whom it happens to: shown in red, and asked about. */
  grave?: boolean
  /** The first of another kind: a hairline stands before it. */
  begins?: boolean
}

/** All that I may do about this person now; nothing that the room would refuse. */
export function seatActions(m: Meeting, view: View, id: string, words: RoomWords): SeatAction[] {
  const person = m.room.people[id]
  if (!person) return []
  const list: SeatAction[] = []
  let begins = true
  const add: Add = (when, say, run, grave = false) => {
    if (!when) return
    list.push({ say, run, grave, begins })
    begins = false
  }
  const groups = [aboutMe, aboutTurn, aboutPart, aboutPresence, aboutBaton]
  for (const group of groups) {
    begins = true
    group({ m, view, id, person, words, add })
  }
  return list
}

type Add = (when: unknown, say: string, run: () => unknown, grave?: boolean) => void

interface About {
  m: Meeting
  view: View
  id: string
  person: Person
  words: RoomWords
  add: Add
}

function aboutMe({ m, view, id, words: { people: w }, add }: About) {
  if (id !== m.you) return
  const up = m.room.floor.hands?.includes(id) ?? false
  add(m.may('hand'), up ? w.handDown : w.hand, () => m.act('hand', { on: !up }))
  add(true, w.react, () => (view.panel = 'react'))
}

function aboutTurn({ m, id, person, words: { people: w }, add }: About) {
  const { floor } = m.room
  const turn = floor.turns?.[id]
  const mine = id === m.you
  const speaks = floor.speaker === id
  const waits = turn !== undefined && ['waits', 'later', 'dropped'].includes(turn.state)
  const picks = m.facilitating || floor.mode === 'popcorn'
  const from = floor.speaker ?? ''
  add(m.may('pass') && from && waits && picks, w.passTo, () => m.act('pass', { to: id }))
  add(m.may('reorder') && waits && floor.next !== id, w.next, () => m.act('reorder', { person: id }))
  add(m.may('more') && speaks && !turn?.more, w.more, () => m.act('more', {}))
  const again = turn?.state === 'skipped' && m.facilitating
  add(m.may('later') && (mine || m.facilitating) && (speaks || waits || again), mine ? w.laterMe : w.later, () =>
    m.act('later', { person: id }),
  )
  add(m.may('skip') && (speaks || waits), w.skip, () => m.act('skip', { person: id }))
  const called = floor.guest?.person === id || floor.calls?.[id] !== undefined
  const free = !floor.guest?.person && !called
  add(m.may('call_in') && mayBeCalled(m.room, person) && free && !mine, w.callIn, () =>
    m.act('call_in', { person: id }),
  )
  add(m.may('call_out') && called, w.callOut, () => m.act('call_out', {}))
}

/** Who takes part although they only listen, and who came when a vote was open. */
function aboutPart({ m, id, person, words, add }: About) {
  const w = words.people
  const { floor, ballots } = m.room
  const mine = id === m.you
  const gone = person.away || !isHere(m, id)
  add(
    m.may('call_next') && !mine && !gone && floor.speaker !== id && m.room.started && !m.room.ended,
    w.giveFloor,
    () => m.act('call_next', { person: id }),
  )
  const team = onTeam(person)
  add(m.may('invite') && !team && !mine, person.invited ? w.inviteOff : w.invite, () =>
    m.act('invite', { person: id, on: !person.invited }),
  )
  const missed = Object.values(ballots).some((b) => b.state === 'open' && !b.who[id])
  add(m.may('let_vote') && missed && (team || person.invited), w.letVote, () => m.act('let_vote', { person: id }))
}

function aboutPresence({ m, id, person, words, add }: About) {
  const w = words.people
  const { room } = m
  const asked = id === m.you || m.facilitating
  add(asked && m.may('late') && !person.away && hasTurn(room, person), person.late ? w.markHere : w.markLate, () =>
    m.act('late', { person: id, on: !person.late }),
  )
  add(asked && m.may('away'), person.away ? w.markBack : w.markAway, () =>
    m.act('away', { person: id, on: !person.away }),
  )
  const looked = room.look === id
  add(m.may('look'), looked ? words.blockers.lookOff : words.blockers.look, () =>
    m.act('look', { what: looked ? '' : id }),
  )
}

function aboutBaton({ m, id, person, words: { people: w }, add }: About) {
  if (id === m.you) return
  const co = m.room.baton.co?.includes(id) ?? false
  add(m.may('baton_co'), co ? w.coOff : w.co, () => m.act('baton_co', { person: id, on: !co }))
  add(m.may('baton_give'), w.baton({ name: person.name }), () => m.act('baton_give', { to: id }))
  add(m.may('remove'), w.remove, () => remove(m, id, person.name, w), true)
}

async function remove(m: Meeting, id: string, name: string, w: RoomWords['people']): Promise<void> {
  // The browser's own question: it is rare, and whoever it happens to is thrown out of what they do.
  if (!confirm(w.removeSure({ name })) || (await m.act('remove', { person: id }))) return
  toasts.say(w.removed({ name }), { say: w.undo, run: () => m.act('undo', { removed: id }) })
}
