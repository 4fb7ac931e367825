import { untrack } from 'svelte'
import { words } from '../../lib/i18n/words.svelte'
import type { Meeting } from '../../lib/room.svelte'
import { toasts } from '../../lib/toasts.svelte'

/** With the size of one item comes the next: whoever did not settle it is told what it was. Called once, by what shows the meeting. */
export function tellSettled(m: Meeting): void {
  let known: Record<string, string | undefined> | undefined
  $effect(() => {
    const items = Object.entries(m.room.items ?? {}).filter(([, item]) => item.state === 'done')
    for (const [id, { title, result }] of items)
      if (known && result && known[id] !== result)
        untrack(() => toasts.say(words.room.sizing.settledOf({ item: title, size: words.answer(result) })))
    known = Object.fromEntries(items.map(([id, { result }]) => [id, result]))
  })
}
