import type { At, Doc, Refusal } from './doc'
import type { Beside } from './protocol.gen'
import { randomHex } from './random'

/** An answer that was not a yes. `status` 0: the server could not be reached. */
export class HttpError extends Error implements Refusal {
  readonly code: string
  readonly say: string
  readonly reason?: string
  readonly args?: Record<string, unknown>
  readonly field?: string

  constructor(
    readonly status: number,
    refusal: Refusal,
  ) {
    super(refusal.say)
    Object.assign(this, refusal)
    this.code = refusal.code
    this.say = refusal.say
  }
}

interface Problem {
  code?: string
  reason?: string
  args?: Record<string, unknown>
  detail?: string
  title?: string
  retry_after?: number
  errors?: { pointer?: string; code?: string; detail?: string }[]
}

const unreachable = () => new HttpError(0, { code: 'unreachable', say: 'The server cannot be reached.' })

async function call<T>(method: string, path: string, body?: unknown, until?: AbortSignal): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (body !== undefined)
    headers['content-type'] = body instanceof Blob ? 'application/octet-stream' : 'application/json'
  let answer: Response
  try {
    answer = await fetch(path, {
      method,
      headers,
      body: body === undefined ? null : body instanceof Blob ? body : JSON.stringify(body),
      signal: until ?? null,
    })
  } catch {
    throw unreachable()
  }
  if (!answer.ok) {
    const p = (await answer.json().catch(() => ({}))) as Problem
    const first = p.errors?.[0]
    const say = first?.detail ?? p.detail ?? p.title ?? `The server answered ${answer.status}.`
    const { code = `http_${answer.status}`, reason, args } = p
    throw new HttpError(answer.status, {
      code,
      say,
      ...(reason && { reason }),
      ...(args && { args }),
      ...(first?.pointer && { field: first.pointer }),
    })
  }
  if (answer.status === 204) return undefined as T
  return (await answer.json().catch(() => {
    throw unreachable() // cut off on the way
  })) as T
}

export interface Opened {
  id: string
  link: string
  secret: string
}
export type Entry =
  { secret: string; name: string; roles: string[] } | { secret: string } | { phone: string } | { recovery: string }

/** For a team whose home this browser has a seat in; then also for those whom a topic concerns that is parked there. */
export const openRoom = (kind: string, title: string, team?: string, topic?: string) =>
  call<Opened>('POST', '/api/rooms', { kind, title, ...(team && { team }), ...(topic && { topic }) })
/** A room as a file says that one was: of a meeting that has ended, or of a team's home. */
export const openFile = (file: Blob) => call<Opened>('POST', '/api/files', new Blob([file]))
export const joinRoom = (id: string, entry: Entry) => call<{ you: string }>('POST', `/api/rooms/${id}/join`, entry)
/** Where a link leads: what the room is called and who is there, before one joins. */
export interface Doorplate {
  title: string
  kind: string
  leads?: string
  here: string[]
  /** The roles that the link gives to whoever comes by it. */
  as?: string[]
  /** Who this browser is at the team's home: nothing needs to be asked. */
  member?: string
  /** Who I was in the meeting before this one. */
  you?: { name: string; roles: string[] }
  /** Where it is held again, once it has ended. */
  next?: string
}
export const readDoor = (id: string, secret: string) => call<Doorplate>('POST', `/api/rooms/${id}/door`, { secret })
/** Makes a link that gives roles, or the way back to one's own seat: it is in the answer and nowhere else. */
export const makeRoleLink = (id: string, roles: readonly string[]) =>
  call<{ link: string }>('POST', `/api/rooms/${id}/links`, { roles })
export const makeRecovery = (id: string) => call<{ link: string }>('POST', `/api/rooms/${id}/recovery`, {})
/** Asks to be let in without the link; it lasts until somebody opens, or a few minutes. */
export const knock = (id: string, who: { name: string; roles: string[] }, until: AbortSignal) =>
  call<{ in: boolean }>('POST', `/api/rooms/${id}/knock`, who, until)
/** Opens the room in which a meeting that has ended is held again, or tells which it is. */
export const holdAgain = (id: string) => call<{ next: string }>('POST', `/api/rooms/${id}/again`, {})
export const whoAmI = (id: string) => call<{ you: string; name: string }>('GET', `/api/rooms/${id}/me`)
export const addBots = (id: string, n: number) => call<undefined>('POST', `/api/rooms/${id}/bots`, { n })
/** The document of a room, compressed as a socket's frames are not, and the place in its history from which to go on. */
export const docOf = (id: string) => call<{ at: At; doc: Doc }>('GET', `/api/rooms/${id}/doc`)
/** What is known of an item of a team's backlog beside its line. */
export const besideOf = (id: string, item: string) => call<Beside>('GET', `/api/rooms/${id}/items/${item}`)
/** What of an item stands in which column of a file. */
export type Columns = Record<'title' | 'key' | 'link' | 'note' | 'size' | 'acceptance', string>
/** What was found in a file with a backlog. */
export interface FoundBacklog {
  columns: string[] | null
  from: Columns
  items: number
  sample: { title: string; note?: string; size?: string }[] | null
  cut: number
  /** Values that have no place: sizes longer than a card, criteria beyond what an item has. */
  left: number
  faults: (Refusal & { line: number; column?: number; field?: string })[] | null
  more: number
  saved: boolean
}
/** Looks at a file with a backlog or, with save, puts it on the team's; with skip without what is bad in it. */
export const bringBacklog = (id: string, file: Blob, ask: Partial<Columns> & { save?: string; skip?: string }) =>
  call<FoundBacklog>('POST', `/api/rooms/${id}/backlog?${new URLSearchParams(ask)}`, file)
/** The minutes of a room: for people to read in a language, or as they are kept. */
export const minutesOf = <T>(id: string, language?: string) =>
  call<T>('GET', `/api/rooms/${id}/minutes.json${language ? `?lang=${language}` : ''}`)

/** The content type tells the server that a page asks, not a form of another site. */
export const deleteRoom = (id: string) => call<undefined>('DELETE', `/api/rooms/${id}`, {})

/** A tab is known by this number while it lives; a duplicated tab must not have the same, so it is stored nowhere. */
export const tabId = () => randomHex()
