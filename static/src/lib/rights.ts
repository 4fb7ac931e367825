import type { Verb } from './doc'
import type { Person, Room } from './protocol.gen'
import { rights } from './rights.gen'

/** Keeps the meeting and takes no part in it. Who chose so stands aside only while they hold the baton. */
export const standsAside = (room: Room, id: string): boolean =>
  room.baton.holder === id && room.people[id]?.aside === true

/** Everything `id` is in this room: roles, and where the person stands right now. */
export function standing(room: Room, id: string): Set<string> {
  const person = room.people[id]
  if (!person || person.left) return new Set()
  const { baton, floor } = room
  const aside = standsAside(room, id)
  const is = new Set<string>(aside ? [] : person.roles)
  if (baton.holder === id) is.add('facilitator')
  if (baton.co?.includes(id)) is.add('co_facilitator')
  if (floor.speaker === id) is.add('speaking')
  if (floor.guest?.person === id) is.add('called_in')
  if (baton.offer === id || (baton.open && mayStandIn(room, id))) is.add('offered')
  if (person.invited && !aside) is.add('invited')
  return is
}

/** May take the lead where all were asked in vain. */
function mayStandIn(room: Room, id: string): boolean {
  const person = room.people[id]
  return !!person && room.baton.holder !== id && !person.left && !person.away && !person.bot && !person.via
}

/** May `id` do this now? The same table as the server's: the page offers nothing that would be refused. */
export function may(room: Room, id: string, verb: Verb): boolean {
  const is = standing(room, id)
  const phase = room.agenda.now
  return (rights[room.kind] ?? []).some(
    (row) => row.do === verb && (row.in.length === 0 || row.in.includes(phase)) && row.may.some((who) => is.has(who)),
  )
}

/** Sets of roles as the document writes them: one bit each, in the order of the Go constants. */
const bits = ['developer', 'scrum_master', 'product_owner', 'product_manager', 'stakeholder', 'observer']
const positions = ['facilitator', 'co_facilitator', 'speaking', 'called_in', 'offered', 'invited']
/** Belongs to a set of roles and positions right now. */
export const belongs = (room: Room, id: string, set: number) =>
  [...standing(room, id)].some((is) => set & (1 << [...bits, ...positions].indexOf(is)))
export const bitOf = (role: string): number => (bits.includes(role) ? 1 << bits.indexOf(role) : 0)
export const among = (person: Person, set: number) => person.roles.some((role) => set & bitOf(role))

/** Those whose meetings these are; all others are guests. */
const team = bitOf('developer') | bitOf('scrum_master') | bitOf('product_owner')
export const onTeam = (person: Person) => among(person, team)

/** Has a turn in the round: developers in a standup, whatever else they are. */
export const hasTurn = (room: Room, person: Person) => !person.left && among(person, room.floor.may ?? 1)
/** Only listens, until somebody calls them in. */
export const mayBeCalled = (room: Room, person: Person) =>
  !person.left && !person.away && !hasTurn(room, person) && among(person, room.floor.guests ?? 0)
export const facilitates = (room: Room, id: string) =>
  room.baton.holder === id || (room.baton.co?.includes(id) ?? false)
