import type { Item, Room } from '../../lib/protocol.gen'
import { ranked } from '../../lib/rank'
import type { Meeting } from '../../lib/room.svelte'

/** What is on the backlog, in its order, or the first of it. */
export const listed = (meeting: Meeting, most?: number): [string, Item][] =>
  linesOf(meeting, meeting.listing.listed.slice(0, most))

/** All that is on the backlog, in no order. */
export const backlogOf = (meeting: Meeting): Item[] => linesOf(meeting, meeting.listing.members).map(([, item]) => item)

/** Some of the items that are on the backlog, in its order. */
export const linesOf = (meeting: Meeting, ids: readonly string[]): [string, Item][] =>
  ids.flatMap((id): [string, Item][] => {
    const item = meeting.room.items?.[id]
    return item ? [[id, item]] : []
  })

/** The number on a card: the same as rooms.NumberOf. */
export const pointsOf = (card: string | undefined): number =>
  card === '½' ? 0.5 : /^[0-9]{1,6}(\.[0-9]{1,3})?$/.test(card ?? '') ? Number(card) : 0

/** How much of some items serves a goal; '' for what serves none. */
export interface Share {
  goal: string
  items: number
  points: number
  /** Of all, between 0 and 1: in points where all of them have some, else by their number. */
  part: number
}

/** How much of some items serves which goal, in the order of the goals, and last what serves none. */
export function sharesOf(room: Room, items: readonly Item[]): Share[] {
  const inPoints = isInPoints(items)
  const goals = [...ranked(room.backlog?.goals).map(([id]) => id), '']
  const shares = new Map(goals.map((goal) => [goal, { goal, items: 0, points: 0, part: 0 }]))
  for (const { goal = '', result } of items) {
    const share = shares.get(goal)
    if (!share) continue
    share.items++
    share.points += pointsOf(result)
  }
  const all = [...shares.values()].reduce((sum, { items, points }) => sum + (inPoints ? points : items), 0) || 1
  return [...shares.values()]
    .filter(({ goal, items }) => goal !== '' || items > 0)
    .map((share) => ({ ...share, part: (inPoints ? share.points : share.items) / all }))
}

/** Shares are told in points where all items have some. */
export const isInPoints = (items: readonly Item[]): boolean =>
  items.length > 0 && items.every(({ result }) => pointsOf(result) > 0)

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
