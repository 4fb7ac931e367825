import { words } from '../lib/i18n/words.svelte'
import type { Meeting } from '../lib/room.svelte'
import type { Step } from './ceremony'

/** Where one's part is to listen nothing is asked: one may say that one needs no more time, and then hears what it waits for. */
export function readyStep(m: Meeting): Step {
  const w = words.room.step
  if (!m.may('done')) return { say: w.waiting }
  if (m.room.agenda.done?.[m.you]) return { say: w.ready }
  return { say: w.done, icon: 'check', quiet: true, run: () => m.act('done', { on: true }) }
}
