import type { Room, Timer } from '../../lib/protocol.gen'
import { ranked } from '../../lib/rank'
import { bitOf, onTeam } from '../../lib/rights'

export const guestRoles = ['product_manager', 'stakeholder', 'observer'] as const

export const isBarred = (room: Room, role: string) => ((room.barred ?? 0) & bitOf(role)) !== 0

/** Who only listens: nobody of the team, taking part or not. */
export const guestsOf = (room: Room) =>
  ranked(room.people)
    .filter(([id, p]) => !p.left && !onTeam(p) && id !== room.baton.holder)
    .map(([id]) => id)

/** A clock for this one person: they came in for a role that they did not get. All others who are here stay. */
export const ownGoodbye = (room: Room, id: string): Timer | undefined => room.timers[`goodbye:${id}`]

/** This person is asked to leave, alone or with all guests; the server counts in the same way (rooms/invitation.go). */
export function isAskedToLeave(room: Room, id: string): boolean {
  if (ownGoodbye(room, id)) return true
  const person = room.people[id]
  if (!room.private || !person || person.left || person.invited || id === room.baton.holder) return false
  const wants = [...person.roles, ...(person.asks ?? [])]
  return wants.length > 0 && wants.every((role) => isBarred(room, role))
}

export const leavingOf = (room: Room) => Object.keys(room.people).filter((id) => isAskedToLeave(room, id))
