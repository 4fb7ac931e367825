import { fireEvent, render, screen, within } from '@testing-library/svelte'
import { beforeAll, describe, expect, it } from 'vitest'
import { words } from '../../lib/i18n/words.svelte'
import { peopleOf, storyNames, tell } from '../../lib/testing'
import { context, press } from '../../lib/testing-dom'
import { View } from '../../room/view.svelte'
import { card } from './card'
import Review from './Review.svelte'
import { fateOf, nextDemo, saidOf } from './review'
import { step } from './step'

beforeAll(() => words.enterRoom('review'))

const jonas = 'p1' // facilitates, and develops
const mira = 'p2'
const ilse = 'p3' // owns the product
const marek = 'p4' // manages it
const sofia = 'p5' // a stakeholder

function show(story: string, you?: string, change?: unknown) {
  const told = tell<'review'>(`review/${story}`, you, change)
  render(Review, { context: context(told.meeting as never) })
  return told
}
const next = (story: string, you: string, change?: unknown, view = new View()) =>
  step(tell<'review'>(`review/${story}`, you, change).meeting, view)?.say
const button = (name: string | RegExp) => screen.getByRole('button', { name })
const written = async (label: string, text: string) => {
  const line = screen.getByLabelText(label)
  await fireEvent.input(line, { target: { value: text } })
  await fireEvent.keyDown(line, { key: 'Enter' })
}

describe('the next step', () => {
  it('is each role’s own', () => {
    expect(next('outcome', ilse, { doc: { shared: { outcome: null } } })).toBe('Say what came of the goal')
    expect(next('outcome', mira, { doc: { shared: { outcome: null } } })).toBe(
      'The product owner says what came of the goal.',
    )
    expect(next('queue', ilse)).toBe('Show: Pay again with one tap')
    expect(next('queue', jonas)).toBe('Show: Pay again with one tap')
    expect(next('queue', mira)).toBe('Soon: Pay again with one tap')
    expect(next('demo', mira)).toBe('I have shown it')
    expect(next('demo', ilse)).toBe('Mira is done')
    expect(next('demo', sofia)).toBe('Say what you think')
    expect(next('next', ilse)).toBe('Ask for dots')
    expect(next('next', sofia)).toBe('The product owner decides.')
    expect(next('ended', sofia)).toBe('Copy the minutes')
  })

  it('of who leads minds what nobody has said or decided, and hinders nobody', () => {
    const minds = (story: string, change?: unknown) =>
      step(tell<'review'>(`review/${story}`, jonas, change).meeting, new View())
    expect(minds('outcome', { doc: { shared: { outcome: null } } })).toMatchObject({
      say: 'On to the demos',
      mind: 'Nobody has said yet what came of the goal.',
    })
    expect(minds('dotsShown')).toMatchObject({
      say: 'Close the review',
      mind: 'Of 3 candidates nobody has said what becomes of it.',
    })
    expect(minds('decided')?.mind).toBeUndefined()
  })

  it('is to give dots for those who are asked, and to decide for who owns the product', () => {
    const open = { doc: { me: { held: null }, room: { ballots: { dots: { done: null } } } } }
    expect(next('dots', sofia, open)).toBe('Give your dots')
    expect(next('dotsShown', ilse)).toBe('Decide: Let me pick the card')
  })

  it('on a phone asks in the bar what the time was worth', () => {
    const view = { phone: true } as View
    expect(step(tell<'review'>('review/close', sofia).meeting, view)?.ask?.ballot).toBe('roti')
  })
})

describe('the goal', () => {
  it('is met or not by the word of who owns the product alone', async () => {
    const { done } = show('outcome', ilse)
    await press(button('Met'))
    expect(done).toMatchObject([{ do: 'goal_outcome', with: { outcome: 'met' } }])
  })

  it('others read', () => {
    show('outcome', sofia)
    expect(screen.getByText('Cards are there, invoices are not')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Met' })).toBeNull()
  })

  it('has the items of the sprint, done and not', async () => {
    const { done } = show('outcome', mira)
    expect(screen.getByText('1 of 3 done')).toBeTruthy()
    await press(button('Done: Invoices as PDF'))
    expect(done).toMatchObject([{ do: 'built', with: { on: true } }])
  })
})

describe('the queue', () => {
  it('is for each what they may do with it', async () => {
    const { done } = show('queue', mira)
    await press(button('I show it: Pay again with one tap'))
    expect(done).toMatchObject([{ do: 'present' }])
  })

  it('asks a guest to ask, who is let in by who sees to it', async () => {
    const asked = { doc: { shared: { demos: { x: demoOf({ by: sofia, asked: true }) } } } }
    const { done, meeting } = show('queue', ilse, asked)
    expect(nextDemo(meeting)?.[1].title).toBe('Pay again with one tap')
    await press(button('Let in: How we use it'))
    expect(done).toMatchObject([{ do: 'demo_queue', with: { demo: 'x' } }])
  })

  it('offers a guest to ask', () => {
    show('queue', sofia)
    expect(button('Ask to show something')).toBeTruthy()
    expect(screen.queryByRole('button', { name: /^Move/ })).toBeNull()
  })

  it('is put in order by keys', async () => {
    const { done } = show('queue', ilse)
    await fireEvent.keyDown(button('Move: How many pay again'), { key: 'Home' })
    expect(done).toMatchObject([{ do: 'demo_move' }])
    expect(done[0]?.with).not.toHaveProperty('after')
  })
})

const demoOf = (more: object) => ({ title: 'How we use it', rank: 9, budget: 60_000, state: 'waits', ...more })

describe('what is shown', () => {
  it('warns whoever is next when its time is nearly up', () => {
    show('soon', jonas)
    expect(screen.getByText('Get ready: you are next, with “How many pay again”.')).toBeTruthy()
  })

  it('can have a minute more', async () => {
    const { done } = show('soon', ilse)
    await press(button('One minute more'))
    expect(done).toMatchObject([{ do: 'demo_time', with: { minutes: 6 } }])
  })

  it('is liked in one tap, once', async () => {
    const { done } = show('demo', mira)
    await press(button('I like it'))
    expect(done).toMatchObject([{ do: 'feedback', with: { kind: 'like' } }])
    const { done: again } = show('demo', sofia)
    await press(screen.getAllByRole('button', { name: 'I like it' })[1] as Element)
    expect(again).toEqual([])
  })

  it('is commented on in two', async () => {
    const { done } = show('demo', sofia)
    await press(button('Risk'))
    await written('What worries you?', 'It is slow')
    expect(done).toMatchObject([{ do: 'feedback', with: { kind: 'risk', text: 'It is slow' } }])
  })
})

describe('what was said', () => {
  it('has first what others want to know, too, and last what is answered', () => {
    const feedback = {
      a: { by: mira, kind: 'question', text: 'Why?', rank: 1, done: true },
      b: { by: mira, kind: 'idea', text: 'Faster', rank: 2 },
      c: { by: mira, kind: 'question', text: 'When?', rank: 3, votes: [sofia] },
    }
    const { meeting } = tell<'review'>('review/queue', sofia, { doc: { shared: { feedback } } })
    expect(saidOf(meeting).map(([, { text }]) => text)).toEqual(['When?', 'Faster', 'Why?'])
  })

  it('others ask, too, but not who asked it', async () => {
    const { done } = show('demo', mira)
    await press(button('Me too: Which banks?'))
    expect(done).toMatchObject([{ do: 'upvote', with: { on: true } }])
    show('demo', marek)
    expect(screen.getAllByRole('button', { name: /^Me too/ })).toHaveLength(1)
  })
})

describe('a candidate', () => {
  it('is accepted in one tap, and open again in another', async () => {
    const { done } = show('dotsShown', ilse)
    await press(button('Accept: Let me pick the card'))
    expect(done).toMatchObject([{ do: 'decide', with: { state: 'accepted' } }])
  })

  it('is declined with a line', async () => {
    const { done } = show('dotsShown', ilse)
    await press(button('Decline: Let me pick the card'))
    expect(done).toEqual([])
    await written('Why, in one line', 'Nobody asks for it')
    expect(done).toMatchObject([{ do: 'decide', with: { state: 'declined', why: 'Nobody asks for it' } }])
  })

  it('is flagged by who manages the product, who decides nothing', async () => {
    const { done } = show('dotsShown', marek)
    expect(screen.queryByRole('button', { name: /^Accept/ })).toBeNull()
    await press(button('Flag: Let me pick the card'))
    await written('What do strategy and market say of it?', 'Two customers ask')
    expect(done).toMatchObject([{ do: 'flag', with: { text: 'Two customers ask' } }])
  })

  it('says whose it is, and how many dots it has', () => {
    show('dotsShown', sofia)
    expect(screen.getByText('Idea by Sofia · 2 dots')).toBeTruthy()
  })
})

describe('at the close', () => {
  it('each reads first what became of what they said', () => {
    const { meeting } = show('ended', sofia)
    const mine = within(screen.getByRole('region', { name: 'What became of what you said' }))
    expect(mine.getAllByRole('listitem')).toHaveLength(2)
    expect(mine.getByText('parked: After the banks')).toBeTruthy()
    const [question] = Object.entries(meeting.shared.feedback ?? {}).find(([, { kind }]) => kind === 'question') ?? []
    expect(fateOf(meeting, question ?? '')).toEqual({ fate: 'answered', why: '' })
  })
})

describe('every screen', () => {
  const stories = storyNames.filter((name) => name.startsWith('review/'))
  it.each(stories)('%s says of each what is expected of them, and offers only what they may', (name) => {
    for (const who of peopleOf(name)) {
      const { meeting } = tell<'review'>(name, who)
      expect(card(meeting).lead.length).toBeGreaterThan(0)
      const { unmount } = render(Review, { context: context(meeting as never) })
      const offers = (label: RegExp) => screen.queryAllByRole('button', { name: label }).length > 0
      if (offers(/^(Accept|Park|Decline): /)) expect(meeting.may('decide')).toBe(true)
      if (offers(/^(I like it|Risk)$/)) expect(meeting.may('feedback')).toBe(true)
      if (offers(/^Done: /)) expect(meeting.may('built')).toBe(true)
      unmount()
    }
  })
})
