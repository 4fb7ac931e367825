/** What the room keeps by id it ranks: the entries in the order in which all see them. */
export const ranked = <T extends { rank: number }>(map: Readonly<Record<string, T>> | undefined): [string, T][] =>
  Object.entries(map ?? {}).sort(([, a], [, b]) => a.rank - b.rank)
