import type { Ceremony } from '../../room/ceremony'
import DeckChoice from '../../room/sizing/DeckChoice.svelte'
import { card } from './card'
import Poker from './Poker.svelte'
import { step } from './step'

/** Planning poker: hidden cards, shown together, item after item. */
export const poker: Ceremony = { Main: Poker, card, step, settings: DeckChoice }
