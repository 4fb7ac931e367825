import { untrack } from 'svelte'
import type { Verb } from '../lib/doc'
import { Draft } from '../lib/drafts.svelte'
import { fits } from '../lib/length'
import { longest, type Acts } from '../lib/protocol.gen'
import { Rewording } from '../lib/rewording.svelte'
import { theMeeting, type Meeting } from '../lib/room.svelte'

/** The draft that a component shows in its fields, for as long as it is on the page and, where it says so, open. */
export function useDraft(what: string, open: () => boolean = () => true): Draft {
  const { drafts } = theMeeting()
  $effect(() => (open() ? drafts.show(what) : undefined))
  return new Draft(drafts, what)
}

/** Under which name it is kept what a text is about to say: whoever shows the text opens it again. */
export const redraftName = (verb: Verb, about: object): string => [verb, ...Object.values(about)].join(' ')

interface Replaced<V extends Verb> {
  verb: V
  /** What it is about: what the action takes besides the text. */
  about: Partial<Acts[V]>
  /** What the action takes for a text. */
  args: (text: string) => Partial<Acts[V]>
  /** What is there now. */
  there: () => string
  most?: number
  open?: () => boolean
}

/**
 * A text in place of the one that is there. The field shows that until one writes oneself; what one writes is a draft,
 * and is there again after the field was gone, beside what somebody else has put there meanwhile.
 */
export class Redraft<V extends Verb> {
  readonly most: number
  readonly #rewording: Rewording<V>
  /** As a state of its own: what is typed is saved also while its component goes, and with it whatever is derived there. */
  #there = $state('')
  /** What was there when one began to write. */
  #began = $state<string>()

  constructor(
    meeting: Meeting,
    private readonly draft: Draft,
    private readonly of: Replaced<V>,
  ) {
    this.most = of.most ?? longest.card
    this.#rewording = new Rewording(meeting, of.verb, of.about)
    this.#there = of.there()
    $effect.pre(() => {
      this.#there = of.there()
    })
    if (!draft.typed) return
    this.#began = draft.of('was text')
    this.#rewording.overtaken = this.#began !== this.#there
  }

  get there(): string {
    return this.#there
  }
  get text(): string {
    return this.draft.of('text', this.#began ?? this.there)
  }
  set text(text: string) {
    if (this.#began === undefined) this.begin()
    this.draft.put({ text, 'was text': this.#began ?? '' })
  }
  /** Somebody else was faster, and the person has not decided yet. */
  get overtaken(): boolean {
    return this.#rewording.overtaken
  }
  /** It says something else than what is there, and somebody meant it to. */
  get changed(): boolean {
    const said = this.text.trim()
    return said !== this.there && (said !== this.#began || this.overtaken)
  }

  /** What is there now is what one has read: what others write from now on does not disturb who writes. */
  begin(): void {
    this.#began = untrack(() => this.there)
    this.#rewording.begin(this.of.about)
  }
  /** Saves it; what is too long or refused stays as it is, and is returned as not saved. */
  save = async (): Promise<boolean> => {
    const { text } = this
    if (!fits(text, this.most)) return false
    const refusal =
      this.changed && (await this.#rewording.save({ ...this.of.about, ...this.of.args(text.trim()) } as Acts[V]))
    if (!refusal && this.text === text) this.leave()
    return !refusal
  }

  /** What is there stays. */
  leave = (): void => {
    this.draft.clear()
    this.#began = undefined
    this.#rewording.begin(this.of.about)
  }
}

export function useRedraft<V extends Verb>(of: Replaced<V>): Redraft<V> {
  return new Redraft(theMeeting(), useDraft(redraftName(of.verb, of.about), of.open), of)
}
