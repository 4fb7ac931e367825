import type { Meeting } from '../lib/room.svelte'
import type { IconName } from '../ui/icons'
import type { RoomWords } from '../lib/i18n/words.svelte'
import { countdown, lengthOf } from '../lib/format'
import { remains } from '../lib/forecast'
import { place } from '../lib/route.svelte'
import type { SeatsWatch } from './seats.svelte'
import type { View } from './view.svelte'

/** One honest sentence about a state that is not the usual one, and what can be done about it. */
export interface Notice {
  icon: IconName
  lead: string
  /** What is heard instead, where the lead changes every second. */
  heard?: string
  rest: string
  does: { say: string; run: () => unknown }[]
}

/** The most pressing notice, if any. There is one place for it, so there is one at a time. */
export function noticeFor(
  m: Meeting,
  w: RoomWords,
  at: () => number,
  seats: SeatsWatch,
  view: View,
): Notice | undefined {
  const b = w.banner
  if (m.status === 'offline')
    return {
      icon: 'offline',
      lead: m.holding ? b.offlineHolds : b.offline,
      rest: b.offlineSends({ n: m.waiting.length }),
      does: [{ say: b.tryNow, run: m.tryNow }],
    }
  if (m.reset)
    return { icon: 'wait', lead: b.reset, rest: '', does: [{ say: b.understood, run: () => (m.reset = false) }] }
  const { room, me, you } = m
  const { next } = room
  if (room.ended && next)
    return { icon: 'next', lead: b.next, rest: '', does: [{ say: b.nextGo, run: () => place.go(next) }] }
  const { baton } = room
  if (m.may('baton_take') && !(baton.open && baton.nays?.includes(you)))
    return {
      icon: 'hand',
      lead: baton.gone ? b.baton : b.batonOffered,
      rest: baton.open ? b.batonOpen : baton.gone ? b.batonOffered : '',
      does: [
        { say: b.take, run: () => m.act('baton_take', {}) },
        { say: b.decline, run: () => m.act('baton_decline', {}) },
      ],
    }
  const count = room.timers.countdown
  if (count)
    return {
      icon: 'next',
      lead: b.countdown({ figure: countdown(remains(count, at())) }),
      heard: b.countdown({ figure: lengthOf(count.of, w.length) }),
      rest: b.countdownWhy,
      does: m.may('hold') ? [{ say: b.hold, run: () => m.act('hold', { on: true }) }] : [],
    }
  if (room.agenda.paused && !room.ended)
    return {
      icon: 'pause',
      lead: b.paused,
      rest: b.pausedWhy,
      does: m.may('resume') ? [{ say: b.resume, run: () => m.act('resume', {}) }] : [],
    }
  if (baton.offer && baton.gone && !room.ended)
    return { icon: 'hand', lead: b.batonAsked({ name: m.nameOf(baton.offer) }), rest: '', does: [] }
  const more = seats.told
  if (more)
    return {
      icon: 'people',
      lead: b.seats({ people: more.people, seats: more.seats }),
      rest: b.seatsWhy,
      does: [
        ...(m.may('lock') ? [{ say: w.people.lockRoom, run: () => m.act('lock', { on: true }) }] : []),
        { say: b.seatsFine, run: seats.fine },
      ],
    }
  if (m.newer)
    return {
      icon: 'wait',
      lead: b.newer,
      rest: b.newerWhy,
      does: [{ say: b.load, run: () => location.reload() }],
    }
  const unsent = m.drafts.left.length
  if (unsent)
    return {
      icon: 'edit',
      lead: w.unsent.lead({ n: unsent }),
      rest: w.unsent.rest,
      does: [{ say: w.unsent.show, run: () => (view.panel = 'unsent') }],
    }
  if (me?.away)
    return {
      icon: 'eye',
      lead: b.away,
      rest: b.awayWhy,
      does: [{ say: b.hereNow, run: () => m.act('away', { person: you, on: false }) }],
    }
  if (me?.late && m.may('late'))
    return {
      icon: 'clock',
      lead: b.late,
      rest: b.lateWhy,
      does: [{ say: b.hereNow, run: () => m.act('late', { person: you, on: false }) }],
    }
  return undefined
}
