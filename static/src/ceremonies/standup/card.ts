import { figure } from '../../lib/format'
import { wordFor, words } from '../../lib/i18n/words.svelte'
import { hasTurn } from '../../lib/rights'
import type { Meeting } from '../../lib/room.svelte'
import type { Card } from '../../room/ceremony'
import { readsNotes } from './notes'

/** What a standup expects of each role, and the few facts of this room that the role needs. */
export function card(m: Meeting<'standup'>): Card {
  const w = { ...words.room.role, ...words.of('standup').card }
  const { room, me, you } = m
  const roles = me?.roles ?? []
  const lead = roles.map((role) => wordFor(w.expect, role) ?? '')
  if (room.baton.holder === you) lead.push(w.expect.facilitator)

  const turn = me !== undefined && hasTurn(room, me)
  const facts: Card['facts'] = []
  if (!turn) facts.push({ icon: 'hand', text: w.noTurn })
  else if (room.floor.slot) facts.push({ icon: 'clock', text: w.turn({ figure: figure(room.floor.slot) }) })
  facts.push({ icon: 'eye', text: turn ? w.notesTeam : readsNotes(m) ? w.notesReader : w.notesGuest })
  if (roles.includes('product_manager')) facts.push({ icon: 'guest', text: w.called })

  const { holder } = room.baton
  const who = !holder ? w.nobody : holder === you ? w.youDo : w.who({ name: m.nameOf(holder) })
  const owner = Object.entries(room.people).find(
    ([id, p]) => id !== you && !p.left && p.roles.includes('product_owner'),
  )
  facts.push({ icon: 'people', text: owner ? `${who} ${w.answers({ name: owner[1].name })}` : who })
  return { lead, facts }
}
