import { remains } from '../../lib/forecast'
import type { RetrospectiveTopic, Room, Timer } from '../../lib/protocol.gen'
import { ranked } from '../../lib/rank'

/** Topics as the discussion has them, first to last. */
export interface Listed {
  id: string
  topic: RetrospectiveTopic
  /** Others have as many dots. */
  shares: boolean
  /** Its time would lie beyond the end of the phase. */
  late: boolean
}

/** The server gives a topic that is taken up again two minutes at least. */
const least = 120_000

/**
 * Which topics still fit into the discussion: each takes what its budget has
 * left, in their order, behind what is being discussed. One that would begin
 * with less than half of its time falls off, and with it all behind it.
 */
export function listed(topics: Record<string, RetrospectiveTopic>, left: number, current: number): Listed[] {
  const sorted = ranked(topics)
  const noVotes = sorted.every(([, t]) => !t.dots)
  let free = left - current
  let full = false
  return sorted.map(([id, topic]) => {
    const shares = (topic.dots ?? 0) > 0 && sorted.some(([other, t]) => other !== id && t.place === topic.place)
    const comes = topic.state === 'waits' && ((topic.dots ?? 0) > 0 || topic.added || noVotes)
    let late = false
    if (comes) {
      const needs = Math.max(topic.budget - (topic.spent ?? 0), least)
      late = full || free < needs / 2
      full = late
      if (!late) free -= needs
    } else if (topic.state === 'waits') late = true // nobody gave it a dot: it comes when somebody chooses it
    return { id, topic, shares, late }
  })
}

/** The same from the document: what is left of the phase, and of the topic that has the table. */
export function topicsOf(room: Room, topics: Record<string, RetrospectiveTopic>, now: number): Listed[] {
  const timer: Timer | undefined = room.timers.topic
  return listed(topics, remains(room.timers.phase, now), remains(timer, now))
}
