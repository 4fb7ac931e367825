/** What the room keeps by id it ranks: the entries in the order in which all see them. */
export const ranked = <T extends { rank: number }>(map: Readonly<Record<string, T>> | undefined): [string, T][] =>
  Object.entries(map ?? {}).sort(([, a], [, b]) => a.rank - b.rank)

/** The order once something is put behind another, or before all. What is not there moves nothing, as in the room. */
export function moved(order: readonly string[], id: string, after?: string): readonly string[] {
  const others = order.filter((other) => other !== id)
  const at = after === undefined ? 0 : others.indexOf(after) + 1
  if (others.length === order.length || (after !== undefined && at === 0)) return order
  return others.toSpliced(at, 0, id)
}
