import { fireEvent, render, screen, within } from '@testing-library/svelte'
import { tick, type Component } from 'svelte'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { keepSecret } from '../../lib/drafts.svelte'
import { words } from '../../lib/i18n/words.svelte'
import type { Task } from '../../lib/protocol.gen'
import { tell } from '../../lib/testing'
import { context, press } from '../../lib/testing-dom'
import RoomSettings from '../../room/RoomSettings.svelte'
import Unsent from '../../room/Unsent.svelte'
import { Desk, provideDesk } from './board/desk.svelte'
import GroupName from './board/GroupName.svelte'
import BoardChoice from './BoardChoice.svelte'
import FactForm from './FactForm.svelte'
import Proposal from './Proposal.svelte'
import ProposalFields from './ProposalFields.svelte'
import Said from './Said.svelte'
import TopicNow from './TopicNow.svelte'
import ThanksForm from './ThanksForm.svelte'

beforeAll(() => words.enterRoom('retrospective'))
afterEach(() => keepSecret('story', 'thank', undefined))

type Told = ReturnType<typeof tell<'retrospective'>>
const w = () => words.of('retrospective')
const box = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name })
const type = (at: Element, value: string) => fireEvent.input(at, { target: { value } })
const choose = (at: HTMLElement, value: string) => fireEvent.change(at, { target: { value } })
/** Whatever it is that hands in a field. */
async function leave(field: HTMLInputElement) {
  await fireEvent.change(field)
  await fireEvent.blur(field)
  if (field.form) await fireEvent.submit(field.form)
}
const left = ({ meeting }: Told) => meeting.drafts.left.map(([what]) => what)

/** Draws it, and takes it away as a change of phase does, until it is drawn anew. */
function draw(of: Component<never>, told: Told, props: object = {}) {
  const around = context(told.meeting as never)
  const desked: Component = (...given) => {
    provideDesk(new Desk(told.meeting))
    return (of as unknown as Component)(...given)
  }
  return render(desked, { props, context: around })
}

const t4 = ({ meeting }: Told) => ({ id: 't4', task: meeting.room.actions.t4 as Task })
const how = (told: Told) => draw(ProposalFields as never, told, t4(told))
const said = (told: Told) => {
  const id = told.meeting.shared.topic ?? ''
  return draw(Said as never, told, { id, said: told.meeting.shared.topics?.[id]?.said ?? '' })
}
const title = (told: Told) => draw(RoomSettings as never, told)

describe.each([
  { what: 'how t4', story: 'decide', show: how, name: () => w().decide.how },
  { what: 'title', story: 'discuss', show: title, name: () => words.room.menu.roomTitle },
  { what: 'said', story: 'discuss-scribe', show: said, name: () => w().discuss.said },
])('what is typed as "$what"', ({ what, story, show, name }) => {
  it('is there again after its field was gone, and until then among what is not sent', async () => {
    const told = tell<'retrospective'>(`retrospective/${story}`)
    told.answer.refusal = { code: 'phase', say: 'Not now.' }
    const first = show(told)
    await type(box(name()), 'Half a wor')
    expect(left(told)).toEqual([])
    first.unmount()
    await tick()
    expect(left(told)).toEqual([expect.stringMatching(`^${what}`)])
    show(told)
    expect(box(name()).value).toBe('Half a wor')
    expect(left(told)).toEqual([])
    delete told.answer.refusal
    told.done.length = 0
    await leave(box(name()))
    const sent = () => told.done.map((act) => Object.values(act.with))
    await vi.waitFor(() => expect(sent()).toEqual([expect.arrayContaining(['Half a wor'])]))
  })

  it('is kept whole where it is too long, counted, and not sent', async () => {
    const told = tell<'retrospective'>(`retrospective/${story}`)
    show(told)
    const field = box(name())
    const long = 'x'.repeat(10_001)
    await type(field, long)
    await leave(field)
    expect(field.value).toBe(long)
    expect(told.done).toEqual([])
    expect(screen.getByText(/^10001 characters; /)).toBeTruthy()
  })
})

describe('what is typed', () => {
  it('to word an action better opens with the action again', async () => {
    const told = tell<'retrospective'>('retrospective/decide')
    const { id, task } = t4(told)
    const show = () => draw(Proposal as never, told, { id, task, full: false })
    const first = show()
    await press(screen.getByRole('button', { name: words.room.tasks.reword({ text: task.text }) }))
    await type(box(words.room.blockers.reword), 'Half a wor')
    first.unmount()
    show()
    expect(box(words.room.blockers.reword).value).toBe('Half a wor')
  })

  it('as the name of a group is open again, beside the name that somebody else has given it', async () => {
    const told = tell<'retrospective'>('retrospective/group')
    const [id, group] = Object.entries(told.meeting.shared.groups ?? {})[0] ?? []
    if (!id || !group) throw new Error('no group')
    const show = (title: string) => draw(GroupName as never, told, { id, title, count: 2, may: true })
    const first = show(group.title)
    await press(screen.getByRole('button', { name: w().board.grouping.rename({ title: group.title }) }))
    await type(box(w().board.grouping.name), 'Half a na')
    first.unmount()
    await tick()
    expect(left(told)).toEqual([`name_group ${id}`])
    show('Theirs')
    expect(box(w().board.grouping.name).value).toBe('Half a na')
    expect(within(screen.getByRole('alert')).getByText('Theirs')).toBeTruthy()
    await press(screen.getByRole('button', { name: words.room.overtaken.keep }))
    await vi.waitFor(() => expect(told.done).toMatchObject([{ do: 'name_group', with: { title: 'Half a na' } }]))
    expect(left(told)).toEqual([])
  })

  it('as columns of the team’s own is open again, with those that were added', async () => {
    const told = tell<'retrospective'>('retrospective/lobby')
    const first = draw(BoardChoice as never, told)
    await press(screen.getByRole('radio', { name: w().lobby.own }))
    await press(screen.getByRole('button', { name: w().lobby.addColumn }))
    const n = screen.getAllByRole('button', { name: /^Remove/ }).length
    await type(box(w().lobby.columnTitle({ n })), 'Half a col')
    first.unmount()
    await tick()
    expect(left(told)).toEqual(['columns'])
    draw(BoardChoice as never, told)
    expect(box(w().lobby.columnTitle({ n })).value).toBe('Half a col')
    await press(screen.getByRole('button', { name: w().lobby.saveColumns }))
    await vi.waitFor(() => expect(told.done).toHaveLength(1))
    expect(told.done[0]?.with).toMatchObject({ columns: { length: n, [n - 1]: { title: 'Half a col' } } })
    expect(left(told)).toEqual([])
  })

  it('as a fact keeps its kind and day, also where it is sent from among what was not', async () => {
    const told = tell<'retrospective'>('retrospective/facts')
    const first = draw(FactForm as never, told)
    await type(box(w().facts.what), 'A half day')
    const kind = screen.getByLabelText<HTMLSelectElement>(w().facts.kind)
    const other = kind.options[2]?.value ?? ''
    await choose(kind, other)
    await fireEvent.input(screen.getByLabelText(w().facts.day), { target: { value: '2026-03-02' } })
    first.unmount()
    const again = draw(FactForm as never, told)
    expect(screen.getByLabelText<HTMLSelectElement>(w().facts.kind).value).toBe(other)
    again.unmount()
    draw(Unsent as never, told)
    expect(screen.getByText('A half day')).toBeTruthy()
    await press(screen.getByRole('button', { name: words.room.unsent.send }))
    expect(told.done).toMatchObject([{ do: 'fact', with: { text: 'A half day', kind: other, day: '2026-03-02' } }])
  })

  it('as thanks keeps for whom it is, and whether it is signed', async () => {
    const told = tell<'retrospective'>('retrospective/close')
    const first = draw(ThanksForm as never, told)
    await choose(screen.getByLabelText(w().close.to), 'p2')
    await type(box(w().close.forWhat), 'For all')
    await press(screen.getByLabelText(w().close.sign))
    first.unmount()
    const again = draw(ThanksForm as never, told)
    expect(screen.getByLabelText<HTMLSelectElement>(w().close.to).value).toBe('p2')
    expect(screen.getByLabelText<HTMLInputElement>(w().close.sign).checked).toBe(true)
    await press(screen.getByRole('button', { name: w().close.give }))
    expect(told.done).toMatchObject([{ do: 'thank', with: { to: 'p2', text: 'For all', signed: true } }])
    expect(screen.getByLabelText<HTMLInputElement>(w().close.sign).checked).toBe(true)
    again.unmount()
    await tick()
    expect(left(told)).toEqual([]) // a choice alone is nothing typed
  })
})

it('what the scribe typed is saved when the topic ends in the middle of a sentence, and nothing reads what is gone', async () => {
  const warned = vi.spyOn(console, 'warn')
  const told = tell<'retrospective'>('retrospective/discuss-scribe')
  const first = draw(TopicNow as never, told)
  await type(box(w().discuss.said), 'Half a sentence')
  told.meeting.frame({ at: [1, 2], patch: { shared: { topic: null } } } as never)
  await tick()
  first.unmount()
  await vi.waitFor(() => expect(told.done).toMatchObject([{ do: 'said', with: { text: 'Half a sentence' } }]))
  await vi.waitFor(() => expect(left(told)).toEqual([]))
  expect(warned).not.toHaveBeenCalled()
})
