import type { Attachment } from 'svelte/attachments'

/** Brings what the facilitator points at into view, once. */
export function lookHere(is: () => boolean): Attachment {
  return (node) => {
    if (is()) node.scrollIntoView({ block: 'nearest', behavior: 'smooth' })
  }
}
