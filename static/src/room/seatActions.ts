import type { RoomWords } from '../lib/i18n/room.en'
import { hasTurn } from '../lib/rights'
import type { Meeting } from '../lib/room.svelte'
import type { View } from './view.svelte'

export interface SeatAction {
  say: string
  run: () => unknown
  /** Cannot be undone by a tap: shown in red, and asked twice. */
  grave?: boolean
}

/** All that I may do about this person now; nothing that the room would refuse. */
export function seatActions(m: Meeting, view: View, id: string, words: RoomWords): SeatAction[] {
  const w = words.people
  const { room, you } = m
  const person = room.people[id]
  if (!person) return []
  const mine = id === you
  const { floor, baton } = room
  const turn = floor.turns?.[id]
  const waits = turn?.state === 'waits' || turn?.state === 'later' || turn?.state === 'dropped'
  const list: SeatAction[] = []
  const add = (when: unknown, say: string, run: () => unknown, grave = false) => when && list.push({ say, run, grave })

  add(mine && m.may('hand'), floor.hands?.includes(id) ? w.handDown : w.hand, () =>
    m.act('hand', { on: !floor.hands?.includes(id) }),
  )
  add(mine, w.react, () => (view.panel = 'react'))
  add(m.may('pass') && floor.speaker !== id && waits, floor.speaker ? w.passTo : w.next, () =>
    m.act('pass', { to: id }),
  )
  add(m.may('more') && floor.speaker === id && !turn?.more, w.more, () => m.act('more', {}))
  add(
    m.may('later') &&
      (mine || m.facilitating) &&
      turn &&
      (waits || turn.state === 'speaking') &&
      turn.state !== 'later',
    mine ? w.laterMe : w.later,
    () => m.act('later', mine ? {} : { person: id }),
  )
  add(m.may('skip') && turn && (waits || turn.state === 'speaking'), w.skip, () => m.act('skip', { person: id }))
  add(
    m.may('call_in') && !hasTurn(person) && floor.guest?.person !== id && !mine && m.here[id] !== undefined,
    w.callIn,
    () => m.act('call_in', { person: id }),
  )
  add(m.may('call_out') && floor.guest?.person === id, w.callOut, () => m.act('call_out', {}))

  const presence = mine || m.facilitating
  add(presence && m.may('late') && !person.away && hasTurn(person), person.late ? w.markHere : w.markLate, () =>
    m.act('late', { person: id, on: !person.late }),
  )
  add(presence && m.may('away'), person.away ? w.markBack : w.markAway, () =>
    m.act('away', { person: id, on: !person.away }),
  )
  add(m.may('look'), room.look === id ? words.blockers.lookOff : words.blockers.look, () =>
    m.act('look', { what: room.look === id ? '' : id }),
  )
  const co = baton.co?.includes(id) ?? false
  add(m.may('baton_co') && !mine, co ? w.coOff : w.co, () => m.act('baton_co', { person: id, on: !co }))
  add(m.may('baton_give') && !mine, w.baton, () => m.act('baton_give', { to: id }))
  // The browser's own question: rare, and nobody should do it by a slip.
  add(
    m.may('remove') && !mine,
    w.remove,
    () => confirm(w.removeSure(person.name)) && m.act('remove', { person: id }),
    true,
  )
  return list
}
