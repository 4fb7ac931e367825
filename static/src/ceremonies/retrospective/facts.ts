import type { RetrospectiveFact, Rhythm } from '../../lib/protocol.gen'
import { ranked } from '../../lib/rank'
import { today } from '../../lib/rhythm'
import type { IconName } from '../../ui/icons'

export const kinds = ['event', 'goal', 'blocker', 'growth', 'review', 'parked'] as const
const icons: Record<string, IconName> = {
  event: 'star',
  goal: 'point',
  blocker: 'flag',
  growth: 'rise',
  review: 'eye',
  parked: 'bookmark',
}
export const iconOf = (kind: string): IconName => icons[kind] ?? 'star'

/** The days in their order, by the team's clocks; what has no day last; of one day as it was told. */
export function byDay(
  facts: Record<string, RetrospectiveFact>,
  rhythm?: Rhythm,
): { date: string; facts: [string, RetrospectiveFact][] }[] {
  const days = new Map<string, [string, RetrospectiveFact][]>()
  for (const entry of ranked(facts)) {
    const { day, at } = entry[1]
    const date = day ?? (at === undefined ? '' : today(at, rhythm))
    days.set(date, [...(days.get(date) ?? []), entry])
  }
  const late = (date: string) => date || '9'
  return [...days].map(([date, list]) => ({ date, facts: list })).sort((a, b) => (late(a.date) < late(b.date) ? -1 : 1))
}
