import { deviceOf, isHere } from '../../../lib/presence'
import type { Room } from '../../../lib/protocol.gen'
import { facilitates } from '../../../lib/rights'
import type { Meeting } from '../../../lib/room.svelte'

const team = ['developer', 'scrum_master', 'product_owner']

/** Writes, groups and votes: the team and invited listeners, unless somebody only facilitates. */
export function takesPart(room: Room, id: string): boolean {
  const person = room.people[id]
  if (!person || person.left || (room.aside && room.baton.holder === id)) return false
  return (person.invited ?? false) || person.roles.some((role) => team.includes(role))
}

/** Those who take part, as they came. */
export const participants = (room: Room): string[] =>
  Object.entries(room.people)
    .filter(([id]) => takesPart(room, id))
    .sort(([, a], [, b]) => a.rank - b.rank)
    .map(([id]) => id)

/** An open vote asks those who were there when it opened. */
export const votesIn = (m: Meeting, ballot: string) => m.room.ballots[ballot]?.who[m.you] ?? false

/** Who came when the dots were being given already, where I may let them vote. */
export const latecomers = (m: Meeting): string[] =>
  m.may('let_vote') ? participants(m.room).filter((id) => !m.room.ballots.dots?.who[id] && isHere(m, id)) : []

/** How many are done, of how many. In a secret phase the room says only the number; else it is counted here. */
export function doneOf(m: Meeting): { done: number; of: number } {
  const { agenda, people } = m.room
  if (agenda.blind) return { done: agenda.count ?? 0, of: agenda.of ?? 0 }
  const isDone = (id: string) => agenda.done?.[deviceOf(m.room, id)] ?? false
  const counted = participants(m.room).filter((id) => isDone(id) || (isHere(m, id) && !people[id]?.away))
  return { done: counted.filter(isDone).length, of: counted.length }
}

export const iAmDone = (m: Meeting): boolean =>
  (m.room.agenda.blind ? m.held.done : m.room.agenda.done?.[m.you]) ?? false

/** May group now: everybody who takes part, or in some retrospectives the facilitator alone. */
export const mayGroup = (m: Meeting<'retrospective'>): boolean =>
  m.may('group') &&
  (m.shared.lead_groups ? facilitates(m.room, m.you) : takesPart(m.room, m.you) || facilitates(m.room, m.you))
