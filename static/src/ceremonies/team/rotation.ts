import type { Meeting } from '../../lib/room.svelte'

/** Who take turns in facilitating. */
const among = ['developer', 'scrum_master']

/** Whose turn it is to facilitate: whoever did it, or was skipped, the longest ago; nobody where there is no choice. */
export function nextLead({ room, shared }: Meeting<'team'>): string | undefined {
  const last = new Map(Object.entries(shared.skipped ?? {}))
  for (const { led, ended } of Object.values(shared.past ?? {}))
    if (led) last.set(led, Math.max(ended, last.get(led) ?? 0))
  const people = Object.entries(room.people)
    .filter(([, p]) => !p.left && !p.bot && p.roles.some((role) => among.includes(role)))
    .sort(([a, p], [b, q]) => (last.get(a) ?? 0) - (last.get(b) ?? 0) || p.rank - q.rank)
  return people.length > 1 ? people[0]?.[0] : undefined
}
