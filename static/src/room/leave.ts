import type { Meeting } from '../lib/room.svelte'

/** Leaves for good: the seat is free, and this browser connects no more. */
export const leave = (m: Meeting): Promise<void> => go(m, 'leave')

/** Leaves, and takes along one's name and what one wrote under it. */
export const beForgotten = (m: Meeting): Promise<void> => go(m, 'forget')

async function go(m: Meeting, how: 'leave' | 'forget'): Promise<void> {
  const refusal = await m.act(how, {})
  if (refusal) return
  m.ending = 'left'
  m.close()
}
