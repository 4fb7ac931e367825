import type { Ceremony } from '../../room/ceremony'
import { card } from './card'
import Planning from './Planning.svelte'
import { step } from './step'

/** Sprint planning: why the sprint is worth it, what can be done in it, and how. */
export const planning: Ceremony = { Main: Planning, card, step }
