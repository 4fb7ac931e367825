import { remains } from '../../lib/forecast'
import { words } from '../../lib/i18n/words.svelte'
import { isHere } from '../../lib/presence'
import { ranked } from '../../lib/rank'
import type { Item, Timer } from '../../lib/protocol.gen'
import type { Meeting } from '../../lib/room.svelte'
import { metBy } from '../../room/backlog/backlog'
import { sizingCentre, type Centre } from '../../room/sizing/centre'

type Refinement = Meeting<'refinement'>

/** The steps that every item takes; splitting is for what is too large. */
export const steps = ['present', 'clarify', 'ready', 'size', 'split', 'order'] as const
export type StepKey = (typeof steps)[number]

/** The item in hand, and the step it is at. */
export function handOf(m: Refinement): { id: string; item: Item | undefined; step: StepKey | undefined } {
  const id = m.shared.item ?? ''
  const step = steps.find((key) => key === m.shared.step)
  return { id, item: m.room.items?.[id], step }
}

/** The steps as they are shown: splitting only where something is split, and readiness where something says what that is. */
export function stepsShown(m: Refinement): StepKey[] {
  const at = m.shared.step
  const criteria = Object.keys(m.room.backlog?.ready ?? {}).length
  return steps.filter((key) => key === at || (key !== 'split' && (key !== 'ready' || criteria > 0)))
}

/** The item has been at a step, and is at it no more. */
export const hasTaken = (m: Refinement, step: StepKey): boolean =>
  step !== m.shared.step && (m.shared.taken ?? []).includes(step)

/** Where an item goes from a step; '': the next item is taken up. */
export function nextOf(m: Refinement, step: StepKey): 'clarify' | 'ready' | 'size' | '' {
  if (step === 'present') return 'clarify'
  if (step === 'clarify') return Object.keys(m.room.backlog?.ready ?? {}).length ? 'ready' : 'size'
  return step === 'ready' ? 'size' : ''
}

/** The product owner who is here, to present and to answer. */
export const ownerOf = (m: Refinement): string | undefined =>
  ranked(m.room.people).find(([id, p]) => !p.left && isHere(m, id) && p.roles.includes('product_owner'))?.[0]

/** A product manager has the floor, for a minute on the market. */
const isMarketTime = (m: Refinement): boolean =>
  !!m.shared.context && !!m.room.people[m.room.floor.speaker ?? '']?.roles.includes('product_manager')

/** What is done in a step, as it is said to somebody. */
export function sayOf(m: Refinement, step: StepKey, item: Item): string {
  const w = words.of('refinement')
  const owner = ownerOf(m)
  const mine = owner === m.you
  const name = m.nameOf(owner)
  switch (step) {
    case 'present':
      if (isMarketTime(m))
        return m.room.floor.speaker === m.you
          ? w.speaksMarketYou
          : w.speaksMarket({ name: m.nameOf(m.room.floor.speaker) })
      return mine ? w.presentsYou : owner ? w.presents({ name }) : w.presentsNobody
    case 'clarify':
      return !mine && m.may('question_add') ? w.askNow : owner ? w.answers({ name }) : w.askNow
    case 'ready':
      return w.met({ n: metBy(item), of: Object.keys(m.room.backlog?.ready ?? {}).length })
    case 'split':
      return w.splits
    default:
      return mine ? w.ordersYou : owner ? w.ordersBy({ name }) : w.orders
  }
}

/** The middle of the ring: the item, its clock, and whose time that is. */
export function centreOf(m: Refinement): Centre {
  const { item, step } = handOf(m)
  if (!item || !step) return { say: '', pictured: false }
  if (step === 'size') return sizingCentre(m)
  return {
    say: sayOf(m, step, item),
    about: item.title,
    clock: m.room.timers.speech ?? m.room.timers.step,
    whose: step === 'present' ? m.room.floor.speaker : undefined,
    pictured: false,
  }
}

/** How many wait, how long one takes at this pace, and for how many there is time. */
export function queueOf(m: Refinement, now: number): { waits: number; each: number; fits: number } {
  const items = Object.values(m.room.items ?? {})
  const waits = items.filter(({ state }) => state === 'open').length
  const past = items.filter(({ state }) => !['open', 'current', 'withdrawn', 'split'].includes(state)).length
  const { agenda, timers } = m.room
  const left = remains(timers.phase as Timer | undefined, now)
  const spent = (agenda.phases.refine?.budget ?? 0) - left
  const each = past > 0 && agenda.now === 'refine' ? Math.max(60_000, spent / past) : m.shared.budget
  return { waits, each, fits: Math.min(waits, Math.floor(left / each)) }
}
