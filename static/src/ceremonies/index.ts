import type { Ceremony } from '../room/ceremony'

/** A kind of meeting that this page can show. */
export interface Known {
  kind: string
  /** On the dial of the start page, with its length; the others are opened from within a meeting. */
  minutes?: number
  load: () => Promise<Ceremony>
}

export const ceremonies: Known[] = [
  { kind: 'standup', minutes: 15, load: () => import('./standup').then((m) => m.standup) },
  { kind: 'retrospective', minutes: 45, load: () => import('./retrospective').then((m) => m.retrospective) },
  { kind: 'planning', minutes: 120, load: () => import('./planning').then((m) => m.planning) },
  { kind: 'refinement', minutes: 60, load: () => import('./refinement').then((m) => m.refinement) },
  { kind: 'review', minutes: 60, load: () => import('./review').then((m) => m.review) },
  { kind: 'poker', minutes: 30, load: () => import('./poker').then((m) => m.poker) },
  { kind: 'team', load: () => import('./team').then((m) => m.team) },
  { kind: 'talk', load: () => import('./talk').then((m) => m.talk) },
]
