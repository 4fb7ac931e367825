import type { Refusal } from './doc'
import { randomHex } from './random'

/** An answer that was not a yes. `status` 0: the server could not be reached. */
export class HttpError extends Error implements Refusal {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly say: string,
    readonly field?: string,
    readonly retryAfter?: number,
  ) {
    super(say)
  }
}

interface Problem {
  code?: string
  detail?: string
  title?: string
  retry_after?: number
  errors?: { pointer?: string; code?: string; detail?: string }[]
}

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (body !== undefined) headers['content-type'] = 'application/json'
  let answer: Response
  try {
    answer = await fetch(path, { method, headers, body: body === undefined ? null : JSON.stringify(body) })
  } catch {
    throw new HttpError(0, 'unreachable', 'The server cannot be reached.')
  }
  if (!answer.ok) {
    const p = (await answer.json().catch(() => ({}))) as Problem
    const first = p.errors?.[0]
    const say = first?.detail ?? p.detail ?? p.title ?? `The server answered ${answer.status}.`
    throw new HttpError(answer.status, p.code ?? `http_${answer.status}`, say, first?.pointer, p.retry_after)
  }
  return (answer.status === 204 ? undefined : await answer.json()) as T
}

export interface Opened {
  id: string
  link: string
  secret: string
}
export type Entry = { secret: string; name: string; roles: string[] } | { secret: string } | { phone: string }

export const openRoom = (kind: string, title: string) => call<Opened>('POST', '/api/rooms', { kind, title })
export const joinRoom = (id: string, entry: Entry) => call<{ you: string }>('POST', `/api/rooms/${id}/join`, entry)
export const whoAmI = (id: string) => call<{ you: string; name: string }>('GET', `/api/rooms/${id}/me`)
export const addBots = (id: string, n: number) => call<undefined>('POST', `/api/rooms/${id}/bots`, { n })
export const minutesOf = <T>(id: string) => call<T>('GET', `/api/rooms/${id}/minutes.json`)

/** The content type tells the server that a page asks, not a form of another site. */
export const deleteRoom = (id: string) => call<undefined>('DELETE', `/api/rooms/${id}`, {})

/** A tab is known by this number while it lives; a duplicated tab must not have the same, so it is stored nowhere. */
export const tabId = () => randomHex()
