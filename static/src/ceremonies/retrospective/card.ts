import { wordFor, words } from '../../lib/i18n/words.svelte'
import { standsAside } from '../../lib/rights'
import type { Meeting } from '../../lib/room.svelte'
import type { Card } from '../../room/ceremony'
import { takesPart } from './board/people'
import { withNames } from './promise'

/** What a retrospective expects of each role, and what this room promises. */
export function card(m: Meeting<'retrospective'>): Card {
  const w = { ...words.room.role, ...words.of('retrospective').card }
  const { room, me, you, shared } = m
  const leads = room.baton.holder === you
  const lead = (me?.roles ?? []).map((role) => wordFor(w.expect, role) ?? '')
  if (leads) lead.push(w.expect.facilitator)

  const facts: Card['facts'] = [{ icon: 'shield', text: withNames(room, shared) ? w.named : w.anonymous }]
  if (standsAside(room, you)) facts.push({ icon: 'eye', text: w.aside })
  else if (me?.invited) facts.push({ icon: 'check', text: w.invited })
  else if (!takesPart(room, you)) facts.push({ icon: 'eye', text: w.listens })
  else facts.push({ icon: 'point', text: w.dots({ n: shared.dots }) })

  const { holder } = room.baton
  facts.push({
    icon: 'people',
    text: !holder ? w.nobody : holder === you ? w.youDo : w.who({ name: m.nameOf(holder) }),
  })
  return { lead, facts }
}
