import type { Meeting } from '../lib/room.svelte'

export interface RoleAsk {
  person: string
  name: string
  role: string
}

/** Roles that people would like to have, for whoever may give them. */
export const roleAsks = (m: Meeting): RoleAsk[] =>
  m.may('grant')
    ? Object.entries(m.room.people).flatMap(([person, { name, left, asks }]) =>
        left ? [] : (asks ?? []).map((role) => ({ person, name, role })),
      )
    : []
