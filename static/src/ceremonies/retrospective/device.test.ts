import { render, screen } from '@testing-library/svelte'
import { beforeAll, describe, expect, it } from 'vitest'
import { words } from '../../lib/i18n/words.svelte'
import { tell } from '../../lib/testing'
import { context } from '../../lib/testing-dom'
import Ballot from '../../room/Ballot.svelte'
import LostActs from '../../room/LostActs.svelte'
import { waitsForMe } from '../../room/ask'
import { MyDots } from './board/choice.svelte'
import { onTheWay } from './board/own'

beforeAll(() => words.enterRoom())

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
