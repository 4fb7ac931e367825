import type { Room } from './protocol.gen'

/** Fewer people do not hide who wrote or chose what. */
export const fewest = 3

/**
 * How many of some people hide each other. Bots hide nobody, unless there was never anybody but one person, who tries
 * the room: the server counts in the same way (rooms/crowd.go).
 */
export function crowdOf(room: Room, people: readonly string[]): number {
  const alone = Object.values(room.people).filter((p) => !p.bot).length === 1
  return people.filter((id) => alone || !room.people[id]?.bot).length
}
