import type { Ceremony } from '../../room/ceremony'
import { card } from './card'
import Standup from './Standup.svelte'
import { step } from './step'

export const standup: Ceremony = { Main: Standup, card, step }
