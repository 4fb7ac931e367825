import { readdirSync, readFileSync } from 'node:fs'
import type { Act, Refusal, Signal, Verb } from './doc'
import { merge } from './merge'
import { Meeting, type Kind, type Wire } from './room.svelte'

/** Stories as tests meet them: the same files that the story page shows. */
interface Story {
  now: number
  you: string
  here: Record<string, number>
  doc: { room: { people: Record<string, unknown> } }
  from?: string
  patch?: unknown
}

function read(name: string): Story {
  const story = JSON.parse(readFileSync(`stories/${name}.json`, 'utf8')) as Story
  return story.from ? (merge(read(story.from), story.patch) as Story) : story
}

export const storyNames = readdirSync('stories', { recursive: true })
  .map(String)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.slice(0, -5))

/** Everyone in a story, for tests that look through all eyes. */
export const peopleOf = (name: string) => Object.keys(read(name).doc.room.people)

/** A meeting as one person sees it, what that person does in it, and what the room answers. */
export function tell<K extends Kind = 'standup'>(name: string, you?: string, change?: unknown) {
  const story = merge(read(name), change ?? {}) as Story
  const done: Act[] = []
  const signals: Signal[] = []
  const answer: { refusal?: Refusal } = {}
  const wire: Wire = {
    waiting: done,
    act: <V extends Verb>(verb: V, args: Act<V>['with'], seen?: Act['if']) => {
      done.push({ n: done.length + 1, do: verb, with: args, ...(seen && { if: seen }) } as Act)
      return Promise.resolve(answer.refusal)
    },
    signal: (signal) => signals.push(signal),
    now: () => undefined,
    measure: () => undefined,
    close: () => undefined,
  }
  const meeting = new Meeting<K>('story')
  meeting.connect(wire)
  const hello = { you: you ?? story.you, now: story.now, build: 'test' }
  meeting.frame({ hello, at: [1, 1], doc: story.doc as never, here: story.here })
  meeting.became('live')
  return { meeting, done, signals, answer }
}
