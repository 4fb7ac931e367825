import type { Ceremony } from '../../room/ceremony'
import { card } from './card'
import Review from './Review.svelte'
import { step } from './step'

/** Sprint review: what the sprint came to, what everybody thinks of it, and what is worth doing next. */
export const review: Ceremony = { Main: Review, card, step }
