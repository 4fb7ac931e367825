/** The arithmetic of dots. A choice is how many dots lie on what; nothing lies there with none. */
export type Choice = Readonly<Record<string, number>>
export interface Rules {
  budget: number
  stack: number
}

export const given = (choice: Choice): number => Object.values(choice).reduce((sum, n) => sum + n, 0)
export const left = (choice: Choice, rules: Rules): number => Math.max(0, rules.budget - given(choice))

/** Why one more dot cannot lie there; the room would say the same. */
export function whyNot(choice: Choice, rules: Rules, on: string): 'none' | 'full' | undefined {
  if ((choice[on] ?? 0) >= rules.stack) return 'full'
  return left(choice, rules) === 0 ? 'none' : undefined
}

/** The choice with `by` more dots on something; the same one where the rules forbid it. */
export function put(choice: Choice, rules: Rules, on: string, by: 1 | -1): Choice {
  const n = (choice[on] ?? 0) + by
  if (n < 0 || (by > 0 && whyNot(choice, rules, on))) return choice
  const { [on]: _, ...others } = choice
  return n === 0 ? others : { ...others, [on]: n }
}

/** What lies on things that are not on the ballot any more would be refused with all the rest. */
export const onBallot = (choice: Choice, options: readonly string[]): Choice =>
  Object.fromEntries(Object.entries(choice).filter(([id, n]) => n > 0 && options.includes(id)))

export interface Place {
  id: string
  dots: number
  place: number
}

/** Most dots first; as many dots, the same place. What got none is left out. */
export function placesOf(options: readonly string[], tally: Choice): Place[] {
  const sorted = options
    .map((id) => ({ id, dots: tally[id] ?? 0 }))
    .filter(({ dots }) => dots > 0)
    .sort((a, b) => b.dots - a.dots)
  return sorted.map((entry) => ({ ...entry, place: sorted.findIndex((other) => other.dots === entry.dots) + 1 }))
}
