import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import MessageFormat from '@messageformat/core'
import compileModule from '@messageformat/core/lib/compile-module'
import type { Plugin } from 'vite'

type Tree = { [key: string]: string | Tree }
type Flat = Record<string, string>

/** Where the messages lie: a folder for each language, which the program reads too. */
const home = resolve(import.meta.dirname, '../rooms/words')
const compiled = '.compiled'

/** A file of messages; what another language lacks is said in English. */
function read(file: string): Flat {
  const english = resolve(home, 'en', basename(file))
  return { ...parse(english), ...parse(file) }
}
const parse = (file: string) => (existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Flat) : {})

/** The messages of a file by key; to those of the first pages come the names of all kinds of meetings. */
function messages(file: string): Flat {
  const own = read(file)
  if (basename(file) !== 'shell.json') return own
  for (const other of readdirSync(resolve(home, 'en'))) {
    for (const [key, text] of Object.entries(read(join(dirname(file), other))))
      if (key.startsWith('kind.')) own[`kinds.${basename(other, '.json')}.${key.slice('kind.'.length)}`] = text
  }
  return own
}

/** Flat keys become groups: what is at home.title is `home: { title }`. */
function put(tree: Tree, key: string, value: string) {
  const path = key.split('.')
  const last = path.pop() ?? ''
  let at = tree
  for (const name of path) at = (at[name] ??= {}) as Tree
  at[last] = value
}

/** A module with a catalogue: texts, and functions for messages that have holes. */
function moduleOf(file: string): string {
  const language = basename(dirname(file))
  const texts: Tree = {}
  const withHoles: Flat = {}
  for (const [key, text] of Object.entries(messages(file))) {
    if (/[{}']/.test(text)) {
      put(texts, key, `@${key}`)
      withHoles[key] = text
    } else put(texts, key, text)
  }
  const functions = compileModule(new MessageFormat(language), withHoles).replace('export default', 'const say =')
  const tree = JSON.stringify(texts).replace(/"@([^"]+)"/g, (whole, key: string) =>
    key in withHoles ? `say[${JSON.stringify(key)}]` : whole,
  )
  return `${functions}\nexport default ${tree}\n`
}

/** Compiles the messages of rooms/words/ when the page is built: a chunk for each file and language, and no parser in the browser. */
export function words(): Plugin {
  return {
    name: 'words',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (!source.endsWith('.json')) return undefined
      const file = source.startsWith('/') ? source : resolve(dirname(importer ?? home), source)
      return file.startsWith(home) ? file + compiled : undefined
    },
    load(id) {
      if (!id.endsWith('.json' + compiled)) return undefined
      const file = id.slice(0, -compiled.length)
      this.addWatchFile(file)
      return { code: moduleOf(file), moduleType: 'js', map: null }
    },
  }
}
