import type { Item } from '../../lib/protocol.gen'
import { ranked } from '../../lib/rank'
import type { Meeting } from '../../lib/room.svelte'

/** What is on the backlog, in its order. */
export const listed = (m: Meeting<'team'>): [string, Item][] =>
  ranked(m.room.items).filter(([, item]) => item.state !== 'withdrawn')

/** How much of the backlog serves a goal; '' for what serves none. */
export interface Share {
  goal: string
  items: number
}

/** How many items serve which goal, in the order of the goals, and last those that serve none. */
export function sharesOf(m: Meeting<'team'>): Share[] {
  const served = listed(m).map(([id]) => m.shared.notes?.[id]?.goal ?? '')
  const goals = [...ranked(m.shared.goals).map(([id]) => id), '']
  return goals
    .map((goal) => ({ goal, items: served.filter((of) => of === goal).length }))
    .filter(({ goal, items }) => goal !== '' || items > 0)
}

/** The place of a goal among the goals, by which it has its mark; none: -1. */
export const placeOf = (m: Meeting<'team'>, goal: string | undefined): number =>
  ranked(m.shared.goals).findIndex(([id]) => id === goal)
