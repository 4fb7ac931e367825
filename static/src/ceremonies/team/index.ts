import type { Ceremony } from '../../room/ceremony'
import { card } from './card'
import Settings from './Settings.svelte'
import Team from './Team.svelte'

/** A team's home: what outlives a meeting, and where meetings are started. */
export const team: Ceremony = { Main: Team, card, step: () => undefined, settings: Settings, home: true }
