import type { Item, PlanningItemPlan } from '../../lib/protocol.gen'
import { ranked } from '../../lib/rank'
import { workdays } from '../../lib/rhythm'
import type { Meeting } from '../../lib/room.svelte'
import { pointsOf } from '../../room/backlog/backlog'

const tenth = (x: number) => Math.round(x * 10) / 10

/** The items that developers pulled in, in their order (forecast of rooms/ceremonies/planning). */
export const forecastOf = (m: Meeting<'planning'>): [string, Item][] =>
  ranked(m.room.items).filter(([id, item]) => item.state !== 'withdrawn' && m.shared.plans?.[id]?.in)

/** What the sprint before left undone, in its order, and what becomes of it. */
export const carriedOf = (m: Meeting<'planning'>): [string, Item, PlanningItemPlan][] =>
  ranked(m.room.items).flatMap(([id, item]): [string, Item, PlanningItemPlan][] => {
    const plan = m.shared.plans?.[id]
    return plan?.carried ? [[id, item, plan]] : []
  })

/** How many of them nobody has said that of. */
export const undecidedIn = (m: Meeting<'planning'>): number =>
  carriedOf(m).filter(([, , { carried }]) => carried === 'open').length

/** How many points are forecast, as far as sizes are numbers. */
export const pointsIn = (m: Meeting<'planning'>): number =>
  tenth(forecastOf(m).reduce((sum, [, { result }]) => sum + pointsOf(result), 0))

/** Days that people have for the sprint, after what else takes their time. */
export const daysIn = ({ shared }: Meeting<'planning'>): number =>
  tenth(((Object.values(shared.available ?? {}).reduce((sum, n) => sum + n, 0) / 2) * shared.focus) / 100)

/** The working days of the sprint that is planned; none where its days are not said. */
export const workdaysIn = ({ shared, room }: Meeting<'planning'>): number =>
  shared.from && shared.to ? workdays(shared.from, shared.to, room.rhythm).length : 0

/** How many points that is, at the team's pace. */
export const capacityOf = (m: Meeting<'planning'>): number => tenth((daysIn(m) * m.shared.pace) / 100)

/** The parts of the work on an item, in order. */
export const stepsOf = (m: Meeting<'planning'>, item: string) =>
  ranked(m.shared.steps).filter(([, step]) => step.item === item)

/** What an item lacks of the definition of ready. */
export const lacksOf = ({ room }: Meeting<'planning'>, item: Item): string[] =>
  ranked(room.backlog?.ready).flatMap(([id, { text }]) => (item.details?.ready?.[id] ? [] : [text]))

/** The version of the goal that lies on the table. */
export const goalOf = ({ shared }: Meeting<'planning'>) => shared.drafts?.[shared.goal ?? '']
