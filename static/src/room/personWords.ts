import { wordFor, words, type RoomWords } from '../lib/i18n/words.svelte'
import { presenceOf } from '../lib/presence'
import type { Meeting } from '../lib/room.svelte'
import { handWords } from './hands'

/** Everything the ring shows of a person, in words: "Developer · facilitates · hand up · here". */
export function personWords(m: Meeting, id: string, w: RoomWords, roles: Record<string, string>): string {
  const { room } = m
  const p = room.people[id]
  if (!p) return ''
  return [
    id === m.you && w.seat.you,
    p.roles.map((r) => roles[r]).join(' + '),
    p.asks?.map((r) => w.people.asks({ role: roleWithin(r) })).join(', '),
    room.baton.holder === id && w.people.facilitates,
    room.baton.co?.includes(id) && w.people.co_facilitates,
    room.floor.speaker === id && w.seat.speaking,
    room.floor.next === id && w.seat.next,
    handWords(room, id, w),
    p.bot && w.seat.bot,
    presence(m, id, w),
  ]
    .filter(Boolean)
    .join(' · ')
}

function presence(m: Meeting, id: string, w: RoomWords): string {
  const p = m.room.people[id]
  if (p?.away) return w.people.away
  if (p?.late) return w.people.late
  return { gone: w.people.gone, dropped: w.people.lost, here: w.people.here }[presenceOf(m, id)]
}

/** A role in the middle of a line, as the language writes it there. */
export function roleWithin(role: string): string {
  const said = wordFor(words.of('refusals').as, role)
  return typeof said === 'string' ? said : role
}
