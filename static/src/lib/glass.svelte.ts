import { tabId } from './http'

export interface Seen {
  n: number
  at: number
  bytes: number
  text: string
}

/** So many frames are kept; older ones go. */
const most = 200

/**
 * A second connection that belongs to nobody: it gets what any participant
 * without drawers gets, and keeps it as it came (docs/privacy.md).
 */
export class Glass {
  frames = $state.raw<readonly Seen[]>([])
  closed = $state(false)
  #n = 0
  readonly #socket: WebSocket

  constructor(url: string, open = (at: string) => new WebSocket(at, 'rondo.v1')) {
    const socket = (this.#socket = open(url))
    socket.onopen = () => socket.send(JSON.stringify({ hello: { tab: tabId(), next: 1, glass: true } }))
    socket.onmessage = (e) => this.#keep(String(e.data))
    socket.onclose = () => (this.closed = true)
  }

  close(): void {
    this.#socket.onmessage = this.#socket.onclose = null
    this.#socket.close(1000)
  }

  #keep(text: string): void {
    const bytes = new TextEncoder().encode(text).length
    // Of beats that say nothing the newest is enough.
    const before = this.frames.at(-1)?.text === text.trimEnd() ? this.frames.slice(0, -1) : this.frames
    this.frames = [...before, { n: ++this.#n, at: Date.now(), bytes, text: text.trimEnd() }].slice(-most)
  }
}
