import type { Task } from '../../lib/protocol.gen'

export type Lack = 'text' | 'owner' | 'due' | 'how'

/** What an action still needs before the team can choose it; the server asks for the same. */
export function lacksOf(task: Task): Lack[] {
  const lacks: Lack[] = []
  // Dots and numbers are no words: "Alarms ..." says no more than "Alarms".
  if (task.text.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length < 2) lacks.push('text')
  if (!task.owner) lacks.push('owner')
  if (!task.due) lacks.push('due')
  if (!task.how) lacks.push('how')
  return lacks
}
