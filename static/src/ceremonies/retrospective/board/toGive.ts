import type { Catalogues } from '../../../lib/words.gen'

/** How many dots somebody still has to give, said. */
export function toGive(say: Catalogues['retrospective']['board']['vote'], n: number, of: number): string {
  if (n === 0) return say.leftNone
  return n === of ? say.leftAll({ n }) : say.leftSome({ n, of })
}
