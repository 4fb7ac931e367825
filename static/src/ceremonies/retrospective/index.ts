import type { Ceremony } from '../../room/ceremony'
import { card } from './card'
import Meanwhile from './Meanwhile.svelte'
import Retrospective from './Retrospective.svelte'
import { step } from './step'

export const retrospective: Ceremony = { Main: Retrospective, card, step, quiet: true, settings: Meanwhile }
