import { Draft } from '../lib/drafts.svelte'
import { theMeeting } from '../lib/room.svelte'

/** The draft that a component shows in its fields, for as long as it is on the page and, where it says so, open. */
export function useDraft(what: string, open: () => boolean = () => true): Draft {
  const { drafts } = theMeeting()
  $effect(() => (open() ? drafts.show(what) : undefined))
  return new Draft(drafts, what)
}
