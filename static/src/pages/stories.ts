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
    close: () => undefined,
  }
}
