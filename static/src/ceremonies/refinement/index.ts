import type { Ceremony } from '../../room/ceremony'
import { card } from './card'
import Refinement from './Refinement.svelte'
import Settings from './Settings.svelte'
import { step } from './step'

/** Backlog refinement: item after item is presented, clarified, found ready, sized and given its place. */
export const refinement: Ceremony = { Main: Refinement, card, step, settings: Settings }
