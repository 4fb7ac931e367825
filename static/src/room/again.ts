import { HttpError, holdAgain } from '../lib/http'
import { words } from '../lib/i18n/words.svelte'
import type { Meeting } from '../lib/room.svelte'
import { place } from '../lib/route.svelte'
import { toasts } from '../lib/toasts.svelte'

/** Holds the meeting again: opens the next room, tells all who are here where it is, and goes there. */
export async function again(m: Meeting): Promise<void> {
  try {
    place.go((await holdAgain(m.id)).next)
  } catch (error) {
    if (!(error instanceof HttpError)) throw error
    toasts.say(words.refusal(error))
  }
}
