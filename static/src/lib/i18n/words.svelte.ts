import english from '../../../../rooms/words/en/shell.json'
import type { Refusal } from '../doc'
import { setting } from '../storage'
import type { Catalogues } from '../words.gen'

export type File = keyof Catalogues
/** What every room says, whatever is held in it. */
export type RoomWords = Catalogues['room'] & Catalogues['lists'] & Catalogues['minutes']
type Said = Partial<Catalogues> & Pick<Catalogues, 'shell'>

/** Every file of every language that the build found: en/standup. A language is a folder of files. */
const found = import.meta.glob<Catalogues[File]>('../../../../rooms/words/*/*.json', { import: 'default' })
const sources = new Map(
  Object.entries(found).map(([path, load]) => [path.split('/').slice(-2).join('/').replace('.json', ''), load]),
)

/** The languages by their tags, each by its own name. */
export const languages: Record<string, string> = Object.fromEntries(
  [...new Set([...sources.keys()].map((name) => name.split('/')[0] ?? ''))]
    .sort((a, b) => Number(b === 'en') - Number(a === 'en'))
    .map((tag) => [tag, new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag]),
)

/** What the person chose, else the first of the browser's languages that we speak. */
export function preferred(): string {
  const wanted = [setting.get('language'), ...navigator.languages].flatMap((tag) => [tag, tag.split('-')[0] ?? ''])
  return wanted.find((tag) => Object.hasOwn(languages, tag)) ?? 'en'
}

/** The word for a key that comes from the document, if there is one. */
export const wordFor = <G extends object>(group: G | undefined, key: string | undefined): G[keyof G] | undefined =>
  group && key !== undefined && Object.hasOwn(group, key) ? group[key as keyof G] : undefined

/** Every word on the page, in one language. A file comes when it is needed: a ceremony's with its room. */
class Words {
  language = $state('en')
  #said = $state.raw<Said>({ shell: english as unknown as Catalogues['shell'] })
  #kind = $state<File>()
  #wanted = 'en'

  /** The pages before a meeting. */
  get shell(): Catalogues['shell'] {
    return this.#said.shell
  }

  /** What every room says; its words must have come. */
  room = $derived<RoomWords>({ ...this.of('minutes'), ...this.of('lists'), ...this.of('room') })

  /** The words of one file, which must have come. */
  of<F extends File>(file: F): Catalogues[F] {
    const words = this.#said[file]
    if (!words) throw new Error(`the words of ${file} are not here yet`)
    return words as Catalogues[F]
  }

  /** What a phase is called in this kind of meeting, or in all. */
  phase(key: string): string {
    return this.#ofKind('phase', key) ?? wordFor(this.room.phase, key) ?? key
  }

  /** What an answer says, where it is a word. */
  answer(card: string): string {
    return this.#ofKind('answer', card) ?? wordFor(this.room.answer, card) ?? card
  }

  /** What a section of the minutes is called; nothing where there are no words for it. */
  section(key: string): string | undefined {
    return this.#ofKind('section', key) ?? wordFor(this.room.section, key)
  }

  #ofKind(group: 'phase' | 'answer' | 'section', key: string): string | undefined {
    const words = this.#kind && (this.#said[this.#kind] as unknown as Partial<Record<string, Record<string, string>>>)
    return wordFor(words?.[group], key)
  }

  async speak(language: string): Promise<void> {
    this.#wanted = language
    const said = await fetched(language, Object.keys(this.#said) as File[])
    // Somebody may have chosen again meanwhile.
    if (this.#wanted !== language) return
    this.#said = { ...said, shell: said.shell ?? this.shell }
    this.language = language
    document.documentElement.lang = language
  }

  /** How numbers and days are written: as this browser's own variety of the language has it. */
  get locale(): string {
    return navigator.languages.find((tag) => tag.startsWith(this.language)) ?? this.language
  }

  /** The person's own choice, remembered in this browser. */
  async choose(language: string): Promise<void> {
    setting.set('language', language)
    await this.speak(language)
  }

  /** Fetches what a room of this kind says; a kind without words has those of all rooms. */
  async enterRoom(kind?: string): Promise<void> {
    this.#kind = kind && sources.has(`en/${kind}`) ? (kind as File) : undefined
    const backlog: File[] = ofBacklogs.includes(kind ?? '') ? ['backlog'] : []
    await this.bring('room', 'lists', 'minutes', 'refusals', ...backlog, ...(this.#kind ? [this.#kind] : []))
  }

  /** Fetches words that not everybody needs. */
  async bring(...files: File[]): Promise<void> {
    const language = this.#wanted
    const more = await fetched(
      language,
      files.filter((file) => !this.#said[file]),
    )
    if (this.#wanted === language) this.#said = { ...this.#said, ...more }
    else await this.bring(...files)
  }

  /** A refusal in the person's language: by code and reason, else by its code; in the server's English when we have no words for it. */
  refusal({ code, reason, args = {}, field = '', say }: Refusal): string {
    if (code === 'unreachable') return this.shell.unreachable
    // What answered was no server of ours, but something before it.
    if (code.startsWith('http_')) return this.shell.answered({ status: code.slice('http_'.length) })
    const said = this.#say(`refusal.${code}/${reason}`, args) ?? this.#say(`refusal.${code}`, args)
    if (said === undefined) return say
    // An argument that people know by a name is named, and whoever was asked for their roles is told what they are here as.
    const name = code === 'invalid' ? this.#say(`field.${field.split('/').pop()}`, {}) : undefined
    if (name) return this.#say('fieldSays', { field: name, say: said }) ?? said
    return args.as === undefined ? said : `${said} ${this.#say('as.here', args)}`
  }

  /** A message by its key, of this kind of meeting or of all; nothing where none has come. */
  #say(key: string, args: Record<string, unknown>): string | undefined {
    for (const file of [this.#kind, ...shared]) {
      const message = file && messageAt(this.#said[file], key)
      if (typeof message === 'string') return message
      if (message)
        return message(mapped(args, (arg) => (isWord(arg) ? (this.#say(arg.word, arg.args ?? {}) ?? arg.word) : arg)))
    }
    return undefined
  }
}

/** The kinds of rooms that are about a backlog: the others need no words for it. */
const ofBacklogs = ['team', 'refinement', 'planning']

type Message = string | ((args: Record<string, unknown>) => string)
const shared: File[] = ['refusals', 'room', 'lists', 'minutes', 'shell']

/** An argument that is itself a message, such as the name of a phase. */
interface Word {
  word: string
  args?: Record<string, unknown>
}
const isWord = (arg: unknown): arg is Word => typeof arg === 'object' && arg !== null && 'word' in arg

/** What is at home.title of a catalogue. */
function messageAt(words: object | undefined, key: string): Message | undefined {
  const at = key
    .split('.')
    .reduce<unknown>(
      (group, name) => (typeof group === 'object' ? wordFor(group ?? undefined, name) : undefined),
      words,
    )
  return typeof at === 'string' || typeof at === 'function' ? (at as Message) : undefined
}

const mapped = (args: Record<string, unknown>, by: (arg: unknown) => unknown) =>
  Object.fromEntries(Object.entries(args).map(([name, arg]) => [name, by(arg)]))

async function fetched(language: string, files: File[]): Promise<Partial<Catalogues>> {
  const words = await Promise.all(
    files.map(
      async (file) => [file, await (sources.get(`${language}/${file}`) ?? sources.get(`en/${file}`))?.()] as const,
    ),
  )
  return Object.fromEntries(words) as Partial<Catalogues>
}

export const words = new Words()
