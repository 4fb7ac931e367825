import { render, screen } from '@testing-library/svelte'
import { beforeAll, describe, expect, it } from 'vitest'
import { words } from '../../../lib/i18n/words.svelte'
import { tell } from '../../../lib/testing'
import { context } from '../../../lib/testing-dom'
import { View } from '../../../room/view.svelte'
import { boardStep } from './steps'
import VotePhase from './VotePhase.svelte'

beforeAll(() => words.enterRoom('retrospective'))

const dots = (change: unknown) => ({ doc: { room: { ballots: { dots: change } } } })
function show(you: string, change: unknown = {}) {
  const { meeting } = tell<'retrospective'>('retrospective/vote-again', you, change)
  render(VotePhase, { context: context(meeting as never) })
  return boardStep(meeting, new View())?.say
}
const again = () => screen.queryByRole('button', { name: words.room.ballot.again })
const ranking = () => screen.queryByRole('list', { name: words.of('retrospective').board.vote.ranking })

describe('a vote that the meeting goes back to', () => {
  it('shows its totals, and whoever facilitates may ask again', () => {
    const { who } = tell<'retrospective'>('retrospective/vote-again').meeting.room.ballots.dots ?? {}
    expect(show('p1', dots({ results: { 1: { who } } }))).toBe(words.of('retrospective').step.to.discuss) // all had answered
    expect(ranking()).toBeTruthy()
    expect(again()).toBeTruthy()
  })

  it('asks nothing of the others', () => {
    expect(show('p3')).toBe(words.of('retrospective').board.step.waitDiscuss)
    expect(ranking()).toBeTruthy()
    expect(again()).toBeNull()
  })

  it('keeps its totals when nobody answered the second time', () => {
    show('p3', dots({ round: 2, results: { 2: { voters: 0 } } }))
    expect(ranking()).toBeTruthy()
  })

  it('says that the dots were lost, and can be asked again', () => {
    show('p1', dots({ state: 'void', results: null }))
    expect(screen.getByText(words.of('retrospective').board.vote.lost)).toBeTruthy()
    expect(again()).toBeTruthy()
  })
})
