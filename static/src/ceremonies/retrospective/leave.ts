import type { Meeting } from '../../lib/room.svelte'

/** Leaves for good, as from the room's menu; whoever was asked to is not asked whether they are sure. */
export async function leave(m: Meeting<'retrospective'>): Promise<void> {
  const refusal = await m.act('leave', {})
  if (refusal) return
  m.ending = 'left'
  m.close()
}
