import type { Act, Doc, Here } from '../lib/doc'
import { merge } from '../lib/merge'
import type { Wire } from '../lib/room.svelte'
import type { Status } from '../lib/socket'

/** A moment of a meeting, as a file: a whole document, or another story and the patch that leads here. */
export interface Story {
  now: number
  you: string
  here: Here
  doc: Doc
  status?: Status
  waiting?: Act[]
  /** What is told only after a while is told: the story has lasted. */
  late?: boolean
}
type File = Story | { from: string; patch: unknown }

const files = import.meta.glob<File>('../../stories/**/*.json', { import: 'default' })
const path = (name: string) => `../../stories/${name}.json`
export const stories = Object.keys(files).map((p) => p.slice('../../stories/'.length, -'.json'.length))

export async function storyOf(name: string): Promise<Story | undefined> {
  const file = await files[path(name)]?.()
  if (!file) return undefined
  if (!('from' in file)) return structuredClone(file)
  const before = await storyOf(file.from)
  return before && (merge(before, file.patch) as Story)
}

/** Names as people have them: as long as the room takes them, twice the same, in other scripts, as a picture. */
const hardNames = [
  'Maximiliane-Theodora zu Schlossberg-Wied',
  'Ann',
  'אברהם בן־דוד הכהן מירושלים הבירה',
  'Wolfeschlegelsteinhausenbergerdorffsmann',
  '👩‍👩‍👧‍👦 Familie Groß 🇩🇪',
  'Ann · 2',
  'W'.repeat(40),
  'Venkatanarasimharajuvaripeta Subramaniam',
  'Anastassiya Konstantinovna Vorontsova-Da',
  'Rhoshandiatellyneshiaunneveshenk Koyaani',
]

/** The same moment with names that are hard to draw, and with as many people. */
export function withNames(story: Story, n: number): void {
  const { people } = story.doc.room
  const first = Object.values(people).find((p) => p.roles.includes('developer'))
  for (let i = 1; first && Object.keys(people).length < n; i++) {
    people[`x${i}`] = { ...first, hue: i % 12, rank: first.rank + 1000 + i }
    story.here[`x${i}`] = story.now
  }
  Object.values(people).forEach((person, i) => (person.name = hardNames[i % hardNames.length] ?? ''))
}

/** Carries nothing anywhere, and says so. */
export function storyWire(waiting: Act[], told: () => void): Wire {
  return {
    waiting,
    act: () => {
      told()
      return Promise.resolve(undefined)
    },
    signal: () => undefined,
    now: told,
    measure: () => undefined,
    close: () => undefined,
  }
}
