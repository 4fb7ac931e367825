import { fireEvent, render, screen, within } from '@testing-library/svelte'
import { beforeAll, describe, expect, it } from 'vitest'
import { words } from '../../lib/i18n/words.svelte'
import { tell } from '../../lib/testing'
import { context, press } from '../../lib/testing-dom'
import Ballot from '../../room/Ballot.svelte'
import LostActs from '../../room/LostActs.svelte'
import { waitsForMe } from '../../room/ask'
import { personWords } from '../../room/personWords'
import TaskItem from '../../room/TaskItem.svelte'
import { View } from '../../room/view.svelte'
import Actions from './Actions.svelte'
import { MyDots } from '../../room/dots/choice.svelte'
import { onTheWay } from './board/own'
import { doneOf, latecomers } from './board/people'
import TooFew from './board/TooFew.svelte'
import { seatsOf } from './seats'
import { step } from './step'

beforeAll(() => words.enterRoom('retrospective'))

/** What was done on a device and the room has not answered. */
async function unanswered(story: string, change: unknown, act: (m: ReturnType<typeof told>) => unknown) {
  const meeting = told(story, change)
  await act(meeting)
  meeting.changed()
  return meeting
}
const told = (story: string, change: unknown) => tell<'retrospective'>(`retrospective/${story}`, 'p2', change).meeting
const around = { doc: { room: { people: { p5: { via: 'p2' } } } } }

describe('what somebody else did on my device, while it is on its way', () => {
  it('is no note of mine', async () => {
    const m = await unanswered('write', around, async (m) => {
      await m.act('write', { text: 'Hers alone', column: 'c1', for: 'p5' })
      await m.act('write', { text: 'Mine', column: 'c1' })
      await m.act('write', { text: 'Mine, too', column: 'c1', for: 'p2' })
    })
    expect(onTheWay(m, 'c1')).toEqual(['Mine', 'Mine, too'])
  })

  it('is no card of mine', async () => {
    const m = await unanswered('passing', { doc: { me: { held: { votes: null } } } }, (m) =>
      m.act('vote', { ballot: 'safety', card: '1', for: 'p5' }),
    )
    expect(waitsForMe(m, 'safety')).toBe(true)
    m.became('offline')
    render(Ballot, {
      props: { id: 'safety', question: 'How openly?', labels: {}, notAsked: '' },
      context: context(m as never),
    })
    expect(screen.getAllByRole('button').filter((b) => b.getAttribute('aria-pressed') === 'true')).toEqual([])
    expect(screen.queryByText(words.room.ballot.waiting)).toBeNull()
  })

  it('are no dots of mine, and no vote of mine is built on them', async () => {
    const m = await unanswered('vote', around, (m) => m.act('vote', { ballot: 'dots', dots: { n4: 3 }, for: 'p5' }))
    const dots = new MyDots(m)
    expect(dots.choice).toEqual({ g1: 1, g2: 2 })
    dots.put('n5', 1)
    expect(dots.choice).toEqual({ g1: 1, g2: 2, n5: 1 })
  })

  it('is not read out when the room forgot this device', async () => {
    const m = await unanswered('write', around, (m) => m.act('write', { text: 'Hers alone', column: 'c1', for: 'p5' }))
    m.lost = [...m.waiting]
    HTMLDialogElement.prototype.showModal = () => undefined
    render(LostActs, { context: context(m as never) })
    expect(screen.queryByText(/Hers alone/)).toBeNull()
    expect(screen.getByText('Lene')).toBeTruthy()
  })
})

describe('people around a device', () => {
  const people = { p5: { via: 'p2' } }

  it('are here when it is', () => {
    const few = told('write-few', { doc: { room: { people } } })
    render(TooFew, { context: context(few as never) })
    expect(screen.getByRole('heading', { level: 2 }).textContent).toBe(
      words.of('retrospective').board.few.title({ n: 1 }),
    )
    expect(personWords(few as never, 'p5', words.room, {})).toContain(words.room.people.here)
  })

  it('count as done with its owner, as in the room', () => {
    const group = (p2: true | null) =>
      told('group', { here: { p5: null }, doc: { room: { people, agenda: { done: { p2, p5: null } } } } })
    const [before, after] = [doneOf(group(null)), doneOf(group(true))]
    expect(after).toEqual({ done: before.done + 2, of: before.of })
    const seat = seatsOf(group(true), words.room).find((s) => s.id === 'p5')
    expect(seat).toMatchObject({ standing: 'spoken', mark: 'check' })
  })

  it('are let in late like all others', () => {
    const m = tell<'retrospective'>('retrospective/vote-late', 'p1', {
      here: { p8: null },
      doc: { room: { people: { p8: { via: 'p2' } } } },
    }).meeting
    expect(latecomers(m, 'dots')).toEqual(['p8'])
  })

  it('read aloud from it', () => {
    const reads = told('read-aloud', { doc: { room: { people: { p4: { via: 'p2' } } } } })
    expect(step(reads, new View())).toMatchObject({ say: words.of('retrospective').board.step.nextNote })
  })
})

describe('actions of people around a device', () => {
  const acts = (story: string) => tell<'retrospective'>(`retrospective/${story}`)

  it('are answered for, taken and given back in their name', async () => {
    const { meeting, done } = acts('actions-device')
    render(Actions, { context: context(meeting as never) })
    const hers = within(screen.getByText(/^Ask the platform team/).closest('li') as HTMLElement)
    await press(hers.getByText(words.of('retrospective').old.states.keep ?? ''))
    await press(hers.getByText('Lene gives it back'))
    const nobodys = within(screen.getByText(/^Tidy up the alarms/).closest('li') as HTMLElement)
    await fireEvent.change(nobodys.getByRole('combobox'), { target: { value: 'p6' } })
    expect(done).toMatchObject([
      { do: 'answer', with: { action: 'o2', state: 'keep', for: 'p5' } },
      { do: 'carry_own', with: { action: 'o2', on: false, for: 'p5' } },
      { do: 'carry_own', with: { action: 'o4', for: 'p6' } },
    ])
  })

  it('are accepted when it is they who are asked', async () => {
    const { meeting, done } = acts('decide-device')
    const task = meeting.room.actions.t3
    if (!task) throw new Error('no such action')
    render(TaskItem, { props: { id: 't3', task }, context: context(meeting as never) })
    await press(screen.getByText('Lene takes this'))
    expect(done).toMatchObject([{ do: 'accept', with: { task: 't3', for: 'p5' } }])
  })

  it('stay theirs where they have a device of their own', () => {
    const { meeting } = tell<'retrospective'>('retrospective/actions', 'p2')
    render(Actions, { context: context(meeting as never) })
    expect(screen.queryByRole('combobox')).toBeNull()
    expect(screen.queryByText(/gives it back/)).toBeNull()
  })
})
