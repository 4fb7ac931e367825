import type { Catalogues } from '../../lib/words.gen'
import { listOf } from '../../lib/format'
import type { Recurrence } from '../../lib/protocol.gen'
import type { Meeting } from '../../lib/room.svelte'
import { nextOf } from '../../lib/schedule'
import { ceremonies } from '..'

/** The ceremonies that are held at set times, in the order in which they are offered everywhere. */
export const held = (m: Meeting<'team'>): [string, Recurrence][] =>
  ceremonies.flatMap(({ kind }) => {
    const r = m.room.schedule?.[kind]
    return r ? [[kind, r] as [string, Recurrence]] : []
  })

/** When each of them is held next, the first one first. */
export const comes = (m: Meeting<'team'>, now: number): { kind: string; at: number }[] =>
  held(m)
    .flatMap(([kind, r]) => {
      const at = nextOf(r, m.room.rhythm?.zone ?? 'UTC', now)
      return at === undefined ? [] : [{ kind, at }]
    })
    .sort((a, b) => a.at - b.at)

/** "Mon and Thu, 09:30 · 15 min · every week" */
export function said(r: Recurrence, w: Catalogues['team']['schedule'], language: string): string {
  const name = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' })
  const days = r.days.map((day) => name.format(Date.UTC(2026, 0, 4 + day)))
  return w.line({ days: listOf(days, language), time: r.at, m: r.minutes, every: w.everyOf({ n: r.every }) })
}
