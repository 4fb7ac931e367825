import type { Acts, RetrospectiveCarried, RetrospectiveFact, Section } from '../../lib/protocol.gen'
import { isRecord, type Seen } from '../../lib/storage'

export type Brought = Acts['bring']['minutes']

/** What the room reads from the minutes of each kind of meeting (rooms/ceremonies/retro_bring.go). */
const wanted: Record<string, readonly string[]> = {
  standup: ['goal', 'blockers', 'parked'],
  retrospective: ['picked', 'carried', 'actions'],
  talk: ['actions'],
}
const isText = (v: unknown): v is string => typeof v === 'string'
/** A row keeps its places: a cell that is no text is an empty one. */
const cells = (row: readonly unknown[]): string[] => row.map((cell) => (isText(cell) ? cell : ''))

/** More than this is no minutes of ours, and a message to the room holds no more. */
const mostBytes = 60_000

/**
 * Cuts out of minutes what comes along, and nothing else: who was there, what people wrote and thanked stays where
 * it was. Undefined where these are no minutes of a meeting from which something can come.
 */
export function cut(minutes: unknown): Brought | undefined {
  if (!isRecord(minutes) || !isText(minutes.kind) || !Object.hasOwn(wanted, minutes.kind)) return undefined
  if (!Array.isArray(minutes.sections)) return undefined
  const keys = wanted[minutes.kind] ?? []
  return {
    kind: minutes.kind,
    ...(isText(minutes.started) && { started: minutes.started }),
    sections: minutes.sections.flatMap((section: unknown) => sectionOf(section, keys)),
  }
}

function sectionOf(section: unknown, keys: readonly string[]): Section[] {
  if (!isRecord(section) || !isText(section.key) || !keys.includes(section.key)) return []
  const { key, title, text, head, rows } = section
  return [
    {
      key,
      title: isText(title) ? title : '',
      ...(isText(text) && { text }),
      ...(Array.isArray(head) && { head: cells(head) }),
      ...(Array.isArray(rows) && { rows: rows.filter((row) => Array.isArray(row)).map(cells) }),
    },
  ]
}

export const fits = (brought: Brought): boolean => new TextEncoder().encode(JSON.stringify(brought)).length <= mostBytes

/** Minutes from a file that somebody chose: whatever it holds. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Rooms of which something can come, but for this one, newest first. */
export const sources = (rooms: readonly Seen[], here: string): Seen[] =>
  rooms.filter(({ id, kind }) => id !== here && Object.hasOwn(wanted, kind)).sort((a, b) => (b.at || 0) - (a.at || 0))

/** How much there is, to tell afterwards what came. */
export const amount = (shared: {
  old?: Record<string, RetrospectiveCarried>
  facts?: Record<string, RetrospectiveFact>
}) => ({
  actions: Object.keys(shared.old ?? {}).length,
  facts: Object.keys(shared.facts ?? {}).length,
})
