import { setting } from '../storage'
import type { RoomWords } from './room.en'
import { shell, type Shell } from './shell.en'

export type Language = 'en' | 'de'
export const languages: Record<Language, string> = { en: 'English', de: 'Deutsch' }

const shells: Record<Language, () => Promise<Shell>> = {
  en: () => Promise.resolve(shell),
  de: () => import('./shell.de').then((m) => m.shell),
}
const rooms: Record<Language, () => Promise<RoomWords>> = {
  en: () => import('./room.en').then((m) => m.room),
  de: () => import('./room.de').then((m) => m.room),
}

const known = (tag: string): tag is Language => Object.hasOwn(languages, tag)

/** What the person chose, else the first of the browser's languages that we speak. */
export function preferred(): Language {
  const chosen = [setting.get('language'), ...navigator.languages.map((tag) => tag.slice(0, 2))]
  return chosen.find(known) ?? 'en'
}

/** Every word on the page. A catalogue comes when it is needed; the room's only with the room. */
class Words {
  language = $state<Language>('en')
  shell = $state.raw<Shell>(shell)
  #room = $state.raw<RoomWords>()

  get room(): RoomWords {
    if (!this.#room) throw new Error('the words of the room are not here yet')
    return this.#room
  }

  async speak(language: Language): Promise<void> {
    const [first, second] = await Promise.all([shells[language](), this.#room && rooms[language]()])
    this.shell = first
    if (second) this.#room = second
    this.language = language
    document.documentElement.lang = language
  }

  /** How numbers and days are written: as this browser's own variety of the language has it. */
  get locale(): string {
    return navigator.languages.find((tag) => tag.startsWith(this.language)) ?? this.language
  }

  /** The person's own choice, remembered in this browser. */
  async choose(language: Language): Promise<void> {
    setting.set('language', language)
    await this.speak(language)
  }

  async enterRoom(): Promise<void> {
    this.#room ??= await rooms[this.language]()
  }

  /** A refusal in the person's language, by its code; in the server's English when we have no words for it. */
  refusal(error: { code: string; say: string }): string {
    if (error.code === 'forbidden' && this.language === 'en') return error.say
    return this.shell.reasons[error.say] ?? this.shell.errors[error.code] ?? error.say
  }
}

export const words = new Words()
