import { HttpError, openRoom } from '../lib/http'
import { words } from '../lib/i18n/words.svelte'
import type { Meeting } from '../lib/room.svelte'
import { secret } from '../lib/storage'
import { toasts } from '../lib/toasts.svelte'

/** Opens a small room for a parked topic and tells those here where it is: after the close, only its people stay. */
export async function followUp(m: Meeting, topic: string, text: string): Promise<void> {
  try {
    const opened = await openRoom('talk', text.slice(0, 120))
    secret.set(opened.id, opened.secret)
    await m.act('follow_up', { topic, room: `/r/${opened.id}#${opened.secret}` })
  } catch (error) {
    if (!(error instanceof HttpError)) throw error
    toasts.say(words.refusal(error))
  }
}
