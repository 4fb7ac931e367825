import { words } from '../lib/i18n/words.svelte'
import type { Meeting } from '../lib/room.svelte'
import { roleWithin } from './personWords'

/** Something that somebody would like, and whoever leads answers with yes or no. */
export interface Ask {
  key: string
  says: string
  yes: string
  no: string
  answer: (yes: boolean) => void
}

/** What waits for my answer: who would like to come in, and who would like to have a role. */
export const asks = (m: Meeting): Ask[] => [...callers(m), ...roleAsks(m)]

const callers = (m: Meeting): Ask[] => {
  const w = words.room.asks
  return m.callers.map(({ id, name, roles }) => ({
    key: id,
    says: w.comes({ name, roles: new Intl.ListFormat(words.locale).format(roles.map(roleWithin)) }),
    yes: w.letIn,
    no: w.notNow,
    answer: (yes) => void m.act('let_in', { caller: id, yes }),
  }))
}

const roleAsks = (m: Meeting): Ask[] => {
  if (!m.may('grant')) return []
  const w = words.room.asks
  return Object.entries(m.room.people).flatMap(([person, { name, left, asks }]) =>
    (left ? [] : (asks ?? [])).map((role) => ({
      key: `${person} ${role}`,
      says: w.says({ name, role: roleWithin(role) }),
      yes: w.yes,
      no: w.no,
      answer: (yes: boolean) => void m.act('grant', { person, role, yes }),
    })),
  )
}
