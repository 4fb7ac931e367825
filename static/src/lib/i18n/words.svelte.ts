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

  /** What a part of the minutes is called. */
  section(key: string): string | undefined {
    return this.#ofKind('section', key) ?? wordFor(this.room.section, key)
  }

  /** What an answer says, where it is a word. */
  answer(card: string): string {
    return this.#ofKind('answer', card) ?? card
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
    await this.#bring('room', 'lists', 'minutes', 'refusals', ...(this.#kind ? [this.#kind] : []))
  }

  /** Fetches why things are refused, which nobody needs before the first refusal. */
  async expectRefusals(): Promise<void> {
    await this.#bring('refusals')
  }

  async #bring(...files: File[]): Promise<void> {
    const language = this.#wanted
    const more = await fetched(
      language,
      files.filter((file) => !this.#said[file]),
    )
    if (this.#wanted === language) this.#said = { ...this.#said, ...more }
    else await this.#bring(...files)
  }

  /** A refusal in the person's language, by its code; in the server's English when we have no words for it. */
  refusal(error: Refusal): string {
    if (error.code === 'unreachable') return this.shell.unreachable
    if (error.code === 'forbidden' && this.language === 'en') return error.say
    const said = this.#said.refusals?.refusal
    return wordFor(said, reasonOf(error)) ?? wordFor(said, error.code) ?? error.say
  }
}

/** One code for all that a role may not do says nothing of why; the server's sentence does. */
const reasons: Record<string, string> = {
  "You facilitate and stand aside: you take no part in this meeting's votes and notes.": 'stands_aside',
  'Its owner says what became of it, or the facilitator.': 'answer',
  'Its owner takes this off the list, or the facilitator.': 'uncarry',
  'Only the reader and the facilitator go on to the next note.': 'read',
  'In this retrospective the facilitator groups.': 'group',
  'Only the scribe and the facilitator write down what is said.': 'said',
}
const reasonOf = ({ code, say }: Refusal) => (Object.hasOwn(reasons, say) ? `${code}/${reasons[say]}` : code)

async function fetched(language: string, files: File[]): Promise<Partial<Catalogues>> {
  const words = await Promise.all(
    files.map(async (file) => [file, await sources.get(`${language}/${file}`)?.()] as const),
  )
  return Object.fromEntries(words) as Partial<Catalogues>
}

export const words = new Words()
