import { pathIn } from './link'

/** Which page an address is. There are four, so there is no router to learn. */
export type Route =
  | { page: 'home' }
  | { page: 'room'; id: string; wall?: boolean; meet?: string }
  | { page: 'minutes'; id: string }
  | { page: 'story'; name: string }
  | { page: 'lost' }

/** For a screen that nobody touches: /r/{id}?wall. To where a team meets today: /r/{id}?meet=standup. */
const isWall = (url: URL) => url.searchParams.has('wall')

export function routeOf(url: URL): Route {
  const story = url.searchParams.get('story')
  if (story !== null) return { page: 'story', name: story }
  if (url.pathname === '/') return { page: 'home' }
  const room = /^\/r\/([A-Za-z0-9_-]+)(\/minutes)?\/?$/.exec(url.pathname)
  if (room?.[1] && room[2]) return { page: 'minutes', id: room[1] }
  const meet = /^[a-z]+$/.exec(url.searchParams.get('meet') ?? '')?.[0]
  if (room?.[1]) return { page: 'room', id: room[1], wall: isWall(url), ...(meet && { meet }) }
  return { page: 'lost' }
}

/** A link that came with something around it, or broken: as it was meant. */
function mend(): void {
  const url = new URL(location.href)
  if (isWall(url)) return // with nothing but that behind its question mark
  const path = pathIn(location.href)
  if (path && path !== location.pathname + location.hash) history.replaceState(null, '', path)
}

class Place {
  route = $state.raw<Route>({ page: 'lost' })

  constructor() {
    this.#read()
    addEventListener('popstate', () => this.#read())
    // A link with another key, pasted into the same tab.
    addEventListener('hashchange', () => this.#read())
  }

  /** Goes to another page of ours without loading it anew. */
  go(path: string): void {
    history.pushState(null, '', path)
    this.#read()
    scrollTo(0, 0)
  }

  #read() {
    mend()
    this.route = routeOf(new URL(location.href))
  }
}

export const place = new Place()
