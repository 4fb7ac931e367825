import { HttpError, openRoom } from '../lib/http'
import { words } from '../lib/i18n/words.svelte'
import type { Meeting } from '../lib/room.svelte'
import { secret } from '../lib/storage'
import { toasts } from '../lib/toasts.svelte'

/**
 * Opens a small room for a parked topic and tells those here where it is: after the close, only its people stay. From a
 * team's home they have a seat there, and the home learns what came of it.
 */
export async function followUp(m: Meeting, topic: string, text: string): Promise<void> {
  try {
    const title = text.slice(0, 120)
    const opened = await (m.room.kind === 'team' ? openRoom('talk', title, m.id, topic) : openRoom('talk', title))
    secret.set(opened.id, opened.secret)
    await m.act('follow_up', { topic, room: `/r/${opened.id}#${opened.secret}` })
  } catch (error) {
    if (!(error instanceof HttpError)) throw error
    toasts.say(words.refusal(error))
  }
}
