/** RFC 7396 in place: only what a patch names is touched, so only that is drawn again. */

type Json = unknown
type Tree = Record<string, Json>

const isTree = (v: Json): v is Tree => typeof v === 'object' && v !== null && !Array.isArray(v)

/** Keys of the language itself would change more than data; the server refuses them as well. */
const refused = (key: string) => key.startsWith('__')

/** Returns the patched value; objects in `target` are changed, not copied. */
export function merge(target: Json, patch: Json): Json {
  if (!isTree(patch)) return patch
  const into: Tree = isTree(target) ? target : {}
  for (const key of Object.keys(patch)) {
    if (refused(key)) throw new Error(`a patch may not name ${key}`)
    const value = patch[key]
    if (value === null) delete into[key]
    else into[key] = isTree(value) ? merge(Object.hasOwn(into, key) ? into[key] : undefined, value) : value
  }
  return into
}
