import { crowdOf } from '../../../lib/crowd'
import { deviceOf, isHere } from '../../../lib/presence'
import type { Room } from '../../../lib/protocol.gen'
import { ranked } from '../../../lib/rank'
import { facilitates, onTeam, standsAside } from '../../../lib/rights'
import type { Meeting } from '../../../lib/room.svelte'
import { isOpen } from '../../../room/ballot'

/** Writes, groups and votes: the team and invited listeners, unless somebody only facilitates. */
export function takesPart(room: Room, id: string): boolean {
  const person = room.people[id]
  if (!person || person.left || standsAside(room, id)) return false
  return (person.invited ?? false) || onTeam(person)
}

/** Those who take part, as they came. */
export const participants = (room: Room): string[] =>
  ranked(room.people)
    .filter(([id]) => takesPart(room, id))
    .map(([id]) => id)

/** How many are here now who take part and hide each other. */
export const crowdHere = (m: Meeting): number =>
  crowdOf(
    m.room,
    participants(m.room).filter((id) => isHere(m, id) && !m.room.people[id]?.away),
  )

/** An open vote asks those who were there when it opened. */
export const votesIn = (m: Meeting, ballot: string) => m.room.ballots[ballot]?.who[m.you] ?? false

/** Who came when a vote was open already, where I may let them vote. */
export function latecomers(m: Meeting, id: string): string[] {
  const ballot = m.room.ballots[id]
  if (!ballot || !isOpen(ballot) || !m.may('let_vote')) return []
  return participants(m.room).filter((who) => !ballot.who[who] && isHere(m, who))
}
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
