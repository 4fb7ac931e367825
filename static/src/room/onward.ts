import { words } from '../lib/i18n/words.svelte'
import type { Refusal } from '../lib/doc'
import type { Meeting } from '../lib/room.svelte'
import { countedIn } from './ballot'

/**
 * On to the next phase. That shows what was answered in secret so far and takes no more of it, so where somebody has not
 * answered yet it is asked first: one key too many would cost their votes.
 */
export async function onward(m: Meeting): Promise<Refusal | undefined> {
  const open = Object.values(m.room.ballots).find((b) => b.state === 'open' && b.secrecy === 'hidden')
  const all = countedIn(m, open).length
  const n = Object.keys(open?.done ?? {}).length
  if (n < all && !confirm(words.room.bar.nextSure({ n, all }))) return undefined
  return m.act('next', {})
}
