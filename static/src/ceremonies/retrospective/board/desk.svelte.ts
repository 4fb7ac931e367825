import { getContext, setContext, tick } from 'svelte'
import { words } from '../../../lib/i18n/words.svelte'
import type { Meeting } from '../../../lib/room.svelte'
import { clipped, columnTitle, titleOf } from './columns'
import type { Move } from './targets'

/** What is looked for a place for: a note, or a group to merge. */
export type Asked = { note: string } | { group: string }

/** What a person does with the notes on the table, and what is said of it. */
export class Desk {
  /** The sheet of targets is open for this. */
  asked = $state.raw<Asked>()
  /** A note is in somebody's hand on this screen: meanwhile nothing else moves here. */
  dragging = $state(false)
  /** Said once, to those who do not see it. */
  said = $state('')

  constructor(private readonly meeting: Meeting<'retrospective'>) {}

  get #shared() {
    return this.meeting.shared
  }
  #text = (note: string) => clipped(this.#shared.notes?.[note]?.text ?? '', 40)

  /** Moves a note, and tells once what came of it. The room refuses what is no longer so, and says why. */
  async move(move: Move): Promise<void> {
    const { note } = move
    const was = this.#shared.notes?.[note]
    const text = this.#text(note)
    const onto = move.do === 'group' ? this.#called(move.onto) : undefined
    const refusal =
      move.do === 'group'
        ? await this.meeting.act('group', { note, onto: move.onto })
        : await this.meeting.act('move', { note, ...(move.column && { column: move.column }) })
    if (refusal || !was) return
    const w = words.of('retrospective').board.grouping
    if (onto) this.said = onto.group ? w.joined({ text, to: onto.title }) : w.together({ text, other: onto.title })
    else if (move.do === 'move' && move.column)
      this.said = w.moved({ text, to: columnTitle(this.#shared, move.column) })
    else this.said = w.tookOut({ text })
  }

  #called = (id: string) => ({ group: this.#shared.groups?.[id] !== undefined, title: titleOf(this.#shared, id) })

  async merge(group: string, into: string): Promise<void> {
    const [one, other] = [titleOf(this.#shared, group), titleOf(this.#shared, into)]
    if (!(await this.meeting.act('merge', { group, into })))
      this.said = words.of('retrospective').board.grouping.merged({ group: one, into: other })
  }

  async split(group: string): Promise<void> {
    const title = titleOf(this.#shared, group)
    if (!(await this.meeting.act('split', { group })))
      this.said = words.of('retrospective').board.grouping.splitUp({ group: title })
  }

  renamed(title: string): void {
    this.said = words.of('retrospective').board.grouping.renamed({ title })
  }

  async hint(hint: string, yes: boolean): Promise<void> {
    const { grouped, apart } = words.of('retrospective').board.hints
    if (!(await this.meeting.act('hint', { hint, yes }))) this.said = yes ? grouped : apart
  }

  /** Who leads takes back anybody's newest step, all others only their own. */
  get undoes(): { say: string; done: string } {
    const w = words.of('retrospective').board.grouping
    return this.meeting.facilitating ? { say: w.undo, done: w.undone } : { say: w.undoMine, done: w.undoneMine }
  }

  async undo(): Promise<void> {
    const { done } = this.undoes
    if (!(await this.meeting.act('undo', {}))) this.said = done
  }

  /** Closes the sheet; the focus goes back to what it was opened from, wherever that lies by then. */
  async close(): Promise<void> {
    const { asked } = this
    this.asked = undefined
    await tick()
    if (asked) focusOn('note' in asked ? asked.note : asked.group)
  }
}

/** The handle of a note, or the tools of a group. */
export const focusOn = (id: string) => document.querySelector<HTMLElement>(`[data-handle="${CSS.escape(id)}"]`)?.focus()

const key = Symbol('desk')
export const provideDesk = (desk: Desk) => setContext(key, desk)
export const theDesk = () => getContext<Desk>(key)
