import type { Meeting } from '../lib/room.svelte'

/** Leaves for good: the seat is free, and this browser connects no more. */
export async function leave(m: Meeting): Promise<void> {
  const refusal = await m.act('leave', {})
  if (refusal) return
  m.ending = 'left'
  m.close()
}
