import { copy } from '../lib/copy'
import { words } from '../lib/i18n/words.svelte'
import type { Meeting } from '../lib/room.svelte'
import { toasts } from '../lib/toasts.svelte'

/** Puts the minutes on the clipboard as Markdown, ready for a chat or a wiki. */
export async function copyMinutes(m: Meeting): Promise<void> {
  const w = words.room.close
  try {
    const answer = await fetch(`/api/rooms/${m.id}/minutes.md?lang=${words.language}`)
    if (!answer.ok) throw new Error(answer.statusText)
    toasts.say((await copy(await answer.text())) ? w.copied : w.failed)
  } catch {
    toasts.say(w.failed)
  }
}
