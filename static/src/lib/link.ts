/** A room's address and its key, wherever in a text they stand: `/r/{id}#{key}`. What a program puts between them does not count. */
const link = /\/r\/([A-Za-z0-9_-]+)\/?(?:\?[^#\s]*)?#((?:(?:phone|role|back)\.)?[A-Za-z0-9_-]+)/
/** Signs that draw nothing, which programs put into long words so that they can be broken. */
const invisible = /[\u00ad\u200b-\u200f\u2060\ufeff]/g

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/**
 * The path of the room that a text leads to, as people get it: in a sentence, in brackets, with tracking behind the
 * question mark, with `%23` for `#` from a program that checks links, broken at the end of a line.
 */
export function pathIn(text: string): string | undefined {
  const seen = text.replace(invisible, '')
  for (const way of [seen, decoded(seen).replace(invisible, ''), seen.replace(/\s+/g, '')]) {
    const [, id, key] = link.exec(way) ?? []
    if (id && key) return `/r/${id}#${key}`
  }
  return undefined
}
