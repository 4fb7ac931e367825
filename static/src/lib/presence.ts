import type { Room } from './protocol.gen'
import type { Meeting } from './room.svelte'

/** Whose device speaks for somebody: mostly their own. The server counts in the same way (rooms/device.go). */
export const deviceOf = (room: Room, id: string): string => room.people[id]?.via ?? id

/** I, or somebody who sits around my device. */
export const onMyDevice = (m: Meeting, id: string): boolean => deviceOf(m.room, id) === m.you

/** Added to what I do with something of somebody's: when they sit around my device, it is they who do it. */
export const onBehalf = (m: Meeting, id = ''): { for?: string } =>
  id && id !== m.you && onMyDevice(m, id) ? { for: id } : {}

/** Whoever sits around a device is here when it is, and lost the line when it did. */
export function presenceOf(m: Meeting, id: string): 'here' | 'dropped' | 'gone' {
  const since = m.here[deviceOf(m.room, id)]
  if (since === 0) return 'dropped'
  return since !== undefined || onMyDevice(m, id) ? 'here' : 'gone'
}

export const isHere = (m: Meeting, id: string): boolean => presenceOf(m, id) !== 'gone'

/** One person tries the meeting with bots: marked as long as nobody else was ever here (rooms/crowd.go, isRehearsal). */
export const isRehearsal = ({ people }: Room): boolean => {
  const all = Object.values(people)
  return all.some((p) => p.bot) && all.filter((p) => !p.bot).length === 1
}
