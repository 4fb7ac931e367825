import type { Item, Room } from '../../lib/protocol.gen'
import { ranked } from '../../lib/rank'
import type { Meeting } from '../../lib/room.svelte'

/** What is on the backlog, in its order, or the first of it. */
export const listed = (meeting: Meeting, most?: number): [string, Item][] =>
  linesOf(meeting, meeting.listing.listed.slice(0, most))

/** Some of the items that are on the backlog, in its order. */
export const linesOf = (meeting: Meeting, ids: readonly string[]): [string, Item][] =>
  ids.flatMap((id): [string, Item][] => {
    const item = meeting.room.items?.[id]
    return item ? [[id, item]] : []
  })

/** How much of the backlog serves a goal; '' for what serves none. */
export interface Share {
  goal: string
  items: number
}

/** How many items serve which goal, in the order of the goals, and last those that serve none. */
export function sharesOf({ listing, room }: Meeting): Share[] {
  const served = Object.entries(room.items ?? {})
    .filter(([id]) => listing.isListed(id))
    .map(([, { goal }]) => goal ?? '')
  const goals = [...ranked(room.backlog?.goals).map(([id]) => id), '']
  return goals
    .map((goal) => ({ goal, items: served.filter((of) => of === goal).length }))
    .filter(({ goal, items }) => goal !== '' || items > 0)
}

/** The place of a goal among the goals, by which it has its mark; none: -1. */
export const placeOf = (room: Room, goal: string | undefined): number =>
  ranked(room.backlog?.goals).findIndex(([id]) => id === goal)

/** What a goal says; none: nothing. */
export const goalOf = (room: Room, goal: string | undefined): string | undefined =>
  room.backlog?.goals?.[goal ?? '']?.text

/** How many criteria of the definition of ready an item meets. */
export const metBy = (item: Item): number => item.met ?? Object.keys(item.details?.ready ?? {}).length

/** A concern of the product manager waits for its answer. */
export const isConcern = (item: Item): boolean =>
  item.concern === 'waits' || (!!item.details?.concern?.text && !item.details.concern.answer)
