import { fireEvent, render, screen, within } from '@testing-library/svelte'
import { beforeAll, describe, expect, it } from 'vitest'
import '../pages/workbench'
import { words } from '../lib/i18n/words.svelte'
import { tell } from '../lib/testing'
import TrackBallot from '../ceremonies/standup/TrackBallot.svelte'
import { context, press } from '../lib/testing-dom'
import Announcer from './Announcer.svelte'
import Ballot from './Ballot.svelte'
import { waitsForMe } from './ask'
import { View } from './view.svelte'

beforeAll(() => words.enterRoom('standup'))

function show(story: string, you: string) {
  const told = tell(story, you)
  render(TrackBallot, { context: context(told.meeting) })
  return told
}
const pressed = () => screen.getAllByRole('button').filter((b) => b.getAttribute('aria-pressed') === 'true')

describe('a ballot', () => {
  it('asks those who are eligible, and sends what they choose', async () => {
    const { done } = show('standup/plan', 'p4')
    await press(screen.getByRole('button', { name: 'Not sure' }))
    expect(done).toMatchObject([{ do: 'vote', with: { ballot: 'track', card: 'side' } }])
  })

  it('shows a choice at once, before the room has answered', async () => {
    const { meeting } = show('standup/plan', 'p4')
    expect(pressed()).toHaveLength(0)
    await press(screen.getByRole('button', { name: 'No' }))
    meeting.changed()
    await Promise.resolve()
    expect(pressed().map((b) => b.textContent?.trim())).toEqual(['No'])
  })

  it('says why others are not asked', () => {
    show('standup/plan', 'p9')
    expect(screen.queryByRole('group')).toBeNull()
    expect(screen.getByText(/Only developers answer/)).toBeTruthy()
  })

  it.each([
    ['all_fine', 'All are fine.'],
    ['some_not', 'Some are not fine.'],
  ])('says no more of agreement than %s', (mood, said) => {
    const { meeting } = tell('standup/reveal', 'p9')
    const { round } = meeting.room.ballots.track ?? {}
    const results = { [String(round)]: { voters: 5, tally: null, mean: null, mood } }
    meeting.frame({ at: [1, 2], patch: { room: { ballots: { track: { results } } } } })
    render(TrackBallot, { context: context(meeting) })
    expect(screen.getByText(said)).toBeTruthy()
    expect(screen.getByText(/No more is shown/)).toBeTruthy()
    expect(screen.queryByRole('table')).toBeNull()
  })

  it('shows the result as a table too', () => {
    show('standup/reveal', 'p9')
    const rows = screen
      .getAllByRole('row', { hidden: true })
      .map((r) => [...r.children].map((c) => c.textContent?.trim()))
    expect(rows).toEqual([
      ['Answer', 'People', 'Who'],
      ['Yes', '5', 'Noor, Mira, Ayo, Tomek, Sami'],
      ['Not sure', '1', 'Jonas'],
      ['No', '1', 'Lene'],
    ])
  })
})

describe('cards of a deck', () => {
  function ask(ballot: object = {}, you = 'p1', view?: View) {
    const told = tell<'talk'>('workbench/estimate', you, {
      doc: { ...(you !== 'p1' && { me: { held: null } }), room: { ballots: { size: ballot } } },
    })
    const props = { id: 'size', question: 'How large?', labels: {}, notAsked: 'Not you', about: 'i3' }
    render(Ballot, { props, context: context(told.meeting as never, view) })
    return told
  }
  const cards = () => within(screen.getByRole('group', { name: 'How large?' })).getAllByRole('button')
  const stops = () =>
    cards()
      .filter((card) => card.tabIndex === 0)
      .map((card) => card.textContent?.trim())

  it('are there in order, with the two that are no size named', () => {
    ask()
    expect(cards().map((card) => card.textContent?.trim())).toEqual(
      ['0', '1', '2', '3', '5', '8', '13', '21', '34', '55', '89', '?, cannot say', 'Break'], // prettier-ignore
    )
    expect(pressed().map((b) => b.textContent?.trim())).toEqual(['5'])
  })

  it('are gone through by arrows, which choose nothing', async () => {
    const { done } = ask()
    expect(stops()).toEqual(['5'])
    const ways: [string, string][] = [
      ['ArrowRight', '8'],
      ['ArrowDown', '13'],
      ['ArrowLeft', '8'],
      ['Home', '0'],
      ['ArrowUp', 'Break'],
      ['ArrowRight', '0'],
      ['End', 'Break'],
    ]
    cards()[4]?.focus()
    for (const [key, to] of ways) {
      await fireEvent.keyDown(document.activeElement as Element, { key })
      expect([document.activeElement?.textContent?.trim(), stops()]).toEqual([to, [to]])
    }
    expect(done).toEqual([])
    await press(document.activeElement as Element)
    expect(done).toMatchObject([{ do: 'vote', with: { ballot: 'size', card: 'coffee' } }])
  })

  it('answer to the number that they bear, and others to their place', () => {
    const view = new View()
    const { done } = ask({}, 'p1', view)
    for (const key of ['8', '4']) view.reach(`answer ${key}`)
    document.body.innerHTML = ''
    const shirts = ask({ deck: 'shirts', options: ['XS', 'S', 'M', '?', 'coffee'] }, 'p1', view)
    view.reach('answer 2')
    expect([...done, ...shirts.done].map((act) => act.with)).toEqual([
      { ballot: 'size', card: '8' },
      { ballot: 'size', card: 'S' },
    ])
  })

  it('are asked how sure one is of them, once one is chosen', async () => {
    const { done } = ask()
    await press(screen.getByRole('button', { name: 'Unsure' }))
    expect(done).toMatchObject([{ do: 'vote', with: { ballot: 'size', card: '5', sure: 'unsure' } }])
    document.body.innerHTML = ''
    ask({}, 'p3')
    expect(screen.queryByRole('button', { name: 'Unsure' })).toBeNull()
  })

  it('can be taken back while nothing is shown', async () => {
    const { done } = ask()
    await press(screen.getByRole('button', { name: words.room.ballot.takeBack }))
    expect(done).toMatchObject([{ do: 'unvote', with: { ballot: 'size' } }])
    document.body.innerHTML = ''
    ask({}, 'p3')
    expect(screen.queryByRole('button', { name: words.room.ballot.takeBack })).toBeNull()
  })

  it('are seen at once where all may see them', () => {
    const votes = { p1: { card: '3' }, p2: { card: '8' } }
    const named = { secrecy: 'named', results: { 2: { of: 'i3', voters: 2, votes, tally: { 3: 1, 8: 1 } } } }
    const { meeting } = tell<'talk'>('workbench/estimate', 'p1', {
      doc: { me: { held: null }, room: { ballots: { size: named } } },
    })
    expect(waitsForMe(meeting as never, 'size')).toBe(false)
    render(Ballot, {
      props: { id: 'size', question: 'How large?', labels: {}, notAsked: '', about: 'i3' },
      context: context(meeting as never),
    })
    expect(pressed().map((b) => b.textContent?.trim())).toEqual(['3'])
    expect(screen.getByText('Jonas 2 → 3', { selector: '.who' })).toBeTruthy()
  })
})

describe('what came out of a deck', () => {
  const votes = (...cards: string[]) => Object.fromEntries(cards.map((card, i) => [`p${i + 1}`, { card }]))
  const tally = (...cards: string[]) =>
    Object.fromEntries(cards.map((card) => [card, cards.filter((other) => other === card).length]))
  const result = (cards: string[], more: object = {}) => ({
    of: 'i3',
    voters: cards.length,
    tally: tally(...cards),
    votes: votes(...cards),
    ...more,
  })

  function show(results: object, ballot: object = {}, about = 'i3') {
    const told = tell<'talk'>('workbench/estimate', 'p1', {
      doc: { room: { ballots: { size: { state: 'closed', results: { 1: null, ...results }, ...ballot } } } },
    })
    const props = { id: 'size', question: 'How large?', labels: {}, notAsked: '', about }
    render(Ballot, { props, context: context(told.meeting as never) })
    return told
  }
  const text = () =>
    [...document.querySelectorAll('section p, section li, section summary')].map((p) =>
      p.textContent?.replace(/\s+/g, ' ').trim(),
    )

  it('is one word where all agree', () => {
    show({ 2: result(['5', '5', '5'], { low: '5', high: '5', spread: 'equal', mean: 5 }) })
    expect(text()).toEqual(['All the same', '3 answers. Mean: 5'])
  })

  it('names the ends, and who is at them', () => {
    show({ 2: result(['2', '5', '13'], { low: '2', high: '13', spread: 'wide', mean: 6.67 }) })
    expect(text()).toEqual(['Far apart', 'Lowest: 2, Jonas', 'Highest: 13, Ilse', '3 answers. Mean: 6.7'])
    expect(document.querySelectorAll('.bar.third')).toHaveLength(2)
    expect(document.querySelectorAll('.bar.second')).toHaveLength(0) // as the middle one of three answers is
  })

  it('names them also where they are next to each other, and marks none', () => {
    show({ 2: result(['5', '8', '5'], { low: '5', high: '8', spread: 'adjacent', mean: 6 }) })
    expect(text().slice(0, 3)).toEqual(['Close together', 'Lowest: 5, Jonas and Ilse', 'Highest: 8, Mira'])
    expect(document.querySelectorAll('.bar.third, .bar.second')).toHaveLength(0)
  })

  it('names nobody where nobody may know', () => {
    show({ 2: { of: 'i3', voters: 3, tally: tally('2', '5', '13'), low: '2', high: '13', spread: 'wide', mean: 6.67 } }, { secrecy: 'anonymous' }) // prettier-ignore
    expect(text().slice(0, 3)).toEqual(['Far apart', 'Lowest: 2', 'Highest: 13'])
  })

  it('is no size where nobody chose one', () => {
    show({ 2: result(['?', 'coffee', 'coffee']) })
    expect(text()).toEqual(['Nobody chose a size.', '3 answers', '2 would like a break.'])
    expect(screen.getAllByRole('row', { hidden: true }).map((r) => r.textContent?.trim().slice(0, 6))).toEqual([
      'Answer',
      '?1Jona',
      'Break2',
    ])
  })

  it('tells how sure people are, all together and each', () => {
    const cards = { p1: { card: '5', sure: 'sure' }, p2: { card: '8', sure: 'unsure' } }
    show({
      2: result(['5', '8'], { votes: cards, sure: { sure: 1, unsure: 1 }, low: '5', high: '8', spread: 'adjacent' }),
    })
    expect(text()).toContain('How sure: Sure 1, Unsure 1')
    expect([...document.querySelectorAll('.who')].map((who) => who.textContent)).toEqual(['Jonas', 'Mira (unsure)'])
  })

  it('has the rounds before, of this item alone, and who changed their mind', () => {
    show(
      {
        1: {},
        2: { ...result(['1', '1']), of: 'i4' },
        3: { of: 'i3', voters: 0, lost: true },
        4: result(['5', '8'], { low: '5', high: '8', spread: 'adjacent' }),
        5: result(['5', '5'], { low: '5', high: '5', spread: 'equal' }),
      },
      { round: 5 },
    )
    expect(text()[0]).toBe('Round 4')
    expect(text().slice(-4)).toEqual([
      'The 3 rounds before',
      'Round 1 2, 5, 13 · Far apart',
      'Round 2 The answers were lost when the server was interrupted.',
      'Round 3 5, 8 · Close together',
    ])
    expect([...document.querySelectorAll('.who')].map((who) => who.textContent)).toEqual(['Jonas, Mira 8 → 5'])
  })

  it('shows the rounds before while the next is hidden', () => {
    show({ 1: {} }, { state: 'open' })
    expect(text().slice(-2)).toEqual(['The round before', 'Round 1 2, 5, 13 · Far apart'])
  })

  it('has of rounds before what may be known of them', () => {
    show(
      {
        1: { tally: null, votes: null, low: null, high: null, spread: null, sure: null, voters: 3, mean: 3.5 },
        2: { of: 'i3', voters: 0, small: true },
        3: { of: 'i3', voters: 0, part: true },
        4: { of: 'i3', voters: 0 },
      },
      { state: 'open', round: 5, secrecy: 'anonymous' },
    )
    const { small, part, noAnswer } = words.room.ballot
    expect(text().slice(-4)).toEqual(
      ['In the middle: 3.5 of 5', small, part, noAnswer].map((says, i) => `Round ${i + 1} ${says}`),
    )
  })

  it('stands where not all answered again', () => {
    show({ 1: {}, 2: result(['?', '?', '?']), 3: { of: 'i3', voters: 0, part: true } }, { round: 3 })
    expect(text().at(-1)).toBe(words.room.ballot.part)
    expect(text()).toContain('Nobody chose a size.')
    expect(text()).toContain('The round before')
  })

  it('stays with its item while the next one is asked about', () => {
    show({ 1: {}, 2: null }, { state: 'open', about: 'i4', round: 2 }) // prettier-ignore
    expect(text()[0]).toBe('Far apart')
    expect(screen.queryByRole('group')).toBeNull()
    expect(screen.queryByRole('button', { name: words.room.ballot.again })).toBeNull()
  })

  it('says where a round was lost', () => {
    show({ 2: { of: 'i3', voters: 0, lost: true } })
    expect(text()).toEqual([words.room.ballot.lost])
  })

  it('is told to those who do not see it, without what nobody chose', async () => {
    const { meeting } = show({}, { state: 'open' })
    render(Announcer, { context: context(meeting as never) })
    const closed = {
      state: 'closed',
      results: { 2: result(['5', '8', '5'], { low: '5', high: '8', spread: 'adjacent' }) },
    }
    meeting.frame({ at: [1, 2], patch: { room: { ballots: { size: closed } } } })
    await Promise.resolve()
    expect(document.body.textContent).toContain('Result: Close together, 5 (2×), 8.')
  })
})
