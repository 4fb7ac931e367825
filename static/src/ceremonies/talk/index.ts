import type { Ceremony } from '../../room/ceremony'
import { step } from './step'
import Talk from './Talk.svelte'

/** The small room in which a parked topic is talked about by those it concerns. */
export const talk: Ceremony = { Main: Talk, step }
