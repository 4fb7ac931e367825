import type { Meeting } from '../../lib/room.svelte'

/**
 * What I can still set, each until it has begun to mean something: the room refuses the rest
 * (rooms/ceremonies/retro_settings.go).
 */
export function openSettings(m: Meeting<'retrospective'>) {
  const { room, shared } = m
  const { phases, now } = room.agenda
  const past = (phase: string) => (phases[now]?.rank ?? 0) > (phases[phase]?.rank ?? Infinity)
  // Under notes the board is not pulled away, nor under those that wait in the drawers.
  const before = !shared.notes && !shared.writing && !shared.writers
  const may = m.may('settings')
  return {
    board: m.may('columns') && before,
    names: may && !room.promise,
    weeks: may && !room.started,
    reading: may && !past('read'),
    grouping: may && !past('group'),
    dots: may && !room.ballots.dots,
    least: may && !past('stage'),
    aside: may && before,
  }
}
