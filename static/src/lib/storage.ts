/**
 * What this browser remembers: a name, the rooms it was in and their links'
 * secrets, what was typed and not sent, how the person likes it. Private windows
 * may refuse storage; then it is remembered until the page is closed.
 */

const memory = new Map<string, string>()

function read(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return memory.get(key) ?? null
  }
}

function write(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key)
    else localStorage.setItem(key, value)
  } catch {
    if (value === null) memory.delete(key)
    else memory.set(key, value)
  }
}

function keys(): string[] {
  try {
    return Object.keys(localStorage)
  } catch {
    return [...memory.keys()]
  }
}

function readJson<T>(key: string, fits: (v: unknown) => v is T): T | undefined {
  try {
    const value: unknown = JSON.parse(read(key) ?? 'null')
    return fits(value) ? value : undefined
  } catch {
    return undefined
  }
}

const isString = (v: unknown): v is string => typeof v === 'string'
export const isRecord = (v: unknown): v is Record<string, unknown> =>
  typeof v === 'object' && v !== null && !Array.isArray(v)

export interface Seen {
  id: string
  title: string
  kind: string
  at: number
}
const isSeen = (v: unknown): v is Seen => isRecord(v) && isString(v.id) && isString(v.title) && isString(v.kind)
const isSeenList = (v: unknown): v is Seen[] => Array.isArray(v) && v.every(isSeen)
const isTexts = (v: unknown): v is Record<string, string> => isRecord(v) && Object.values(v).every(isString)

export const name = {
  get: () => read('rondo.name') ?? '',
  set: (value: string) => write('rondo.name', value),
}

/** The link's secret of a room, so that the link can be copied again. */
export const secret = {
  get: (room: string) => read(`rondo.secret.${room}`) ?? '',
  set: (room: string, value: string) => write(`rondo.secret.${room}`, value),
  forget: (room: string) => write(`rondo.secret.${room}`, null),
}

/** How many rooms are remembered. Of one that is not, nothing stays here: whoever uses the computer next could go in. */
const mostRooms = 20

/** Rooms this browser was in lately, newest first: offered on the start page, and asked whether the seat is still there. */
export const recent = {
  list: (): Seen[] => readJson('rondo.recent', isSeenList) ?? [],
  has: (id: string): boolean => recent.list().some((s) => s.id === id),
  kindOf: (id: string): string | undefined => recent.list().find((s) => s.id === id)?.kind,
  add(seen: Seen): void {
    const all = [seen, ...this.list().filter((s) => s.id !== seen.id)]
    for (const old of all.slice(mostRooms)) forgetAllOf(old.id)
    write('rondo.recent', JSON.stringify(all.slice(0, mostRooms)))
  },
  forget(id: string): void {
    write('rondo.recent', JSON.stringify(this.list().filter((s) => s.id !== id)))
    forgetAllOf(id)
  },
}

function forgetAllOf(room: string): void {
  secret.forget(room)
  draft.forget(room)
  caughtUp.forget(room)
}

/** Who came into which room here, newest first: what they missed is told once. */
export const caughtUp = {
  list: () => setting.get('caught-up').split('\n').filter(Boolean),
  has: (room: string, person: string) => caughtUp.list().includes(`${room} ${person}`),
  add: (room: string, person: string) => {
    setting.set('caught-up', [`${room} ${person}`, ...caughtUp.list()].slice(0, 2 * mostRooms).join('\n'))
  },
  forget: (room: string) => {
    const all = caughtUp.list()
    const others = all.filter((one) => !one.startsWith(`${room} `))
    if (others.length < all.length) setting.set('caught-up', others.join('\n'))
  },
}

/** Text that was typed and not sent, by room, person and what it is for; as long as the browser knows the room. */
const draftsOf = (room: string, person = '') => `rondo.draft.${room}.${person && `${person} `}`
export const draft = {
  list: (room: string, person: string): [what: string, typed: Record<string, string>][] => {
    const mine = draftsOf(room, person)
    return keys()
      .filter((key) => key.startsWith(mine))
      .map((key): [string, Record<string, string>] => [key.slice(mine.length), readJson(key, isTexts) ?? {}])
  },
  set: (room: string, person: string, what: string, typed: Record<string, string> | null) =>
    write(draftsOf(room, person) + what, typed && JSON.stringify(typed)),
  forget: (room: string) => {
    for (const key of keys()) if (key.startsWith(draftsOf(room))) write(key, null)
  },
}

export type Setting = 'language' | 'theme' | 'sound' | 'keys' | 'role-card' | 'caught-up'
export const setting = {
  get: (key: Setting) => read(`rondo.${key}`) ?? '',
  set: (key: Setting, value: string) => write(`rondo.${key}`, value),
}
