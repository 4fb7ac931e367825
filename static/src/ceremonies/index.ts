import type { Ceremony } from '../room/ceremony'

/** The ceremonies this page can show. The dial offers these, in this order. */
export interface Offer {
  kind: string
  minutes: number
  load: () => Promise<Ceremony>
}

export const ceremonies: Offer[] = [
  { kind: 'standup', minutes: 15, load: () => import('./standup').then((m) => m.standup) },
]
