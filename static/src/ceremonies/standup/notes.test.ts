import { render, screen } from '@testing-library/svelte'
import { tick } from 'svelte'
import { beforeAll, describe, expect, it } from 'vitest'
import { words } from '../../lib/i18n/words.svelte'
import { tell } from '../../lib/testing'
import { context } from '../../lib/testing-dom'
import NotesCard from './NotesCard.svelte'
import Standup from './Standup.svelte'

beforeAll(() => words.enterRoom('standup'))

const goesTo = (now: string) => ({ patch: { room: { agenda: { now } } }, at: [1, 2] as [number, number] })

describe('notes that are typed and not handed in', () => {
  function typed(you = 'p6') {
    const told = tell('standup/lobby', you)
    told.meeting.drafts.keep('note', { progress: 'The export runs.', plan: '', blocked: '' })
    render(Standup, { context: context(told.meeting as never) })
    return told
  }
  const field = () => screen.queryByLabelText<HTMLTextAreaElement>('Since yesterday')

  it('go to the team when the standup starts, and the field says so', async () => {
    const { meeting, done } = typed()
    expect(field()?.value).toBe('The export runs.')
    expect(screen.getByText('What you leave here goes to the team when the standup starts.')).toBeTruthy()
    meeting.frame(goesTo('goal'))
    await tick()
    expect(done).toMatchObject([{ do: 'note', with: { progress: 'The export runs.' } }])
    expect(meeting.drafts.of('note')).toBeUndefined()
  })

  it('stay typed when the room refuses them', async () => {
    const { meeting, answer } = typed()
    answer.refusal = { code: 'too_large', say: 'Too long.' }
    meeting.frame(goesTo('goal'))
    await new Promise(setImmediate)
    expect(meeting.drafts.left).toMatchObject([['note', { progress: 'The export runs.' }]])
  })

  it('stand there at one’s turn, with the button that hands them in', async () => {
    const { meeting } = tell('standup/round', 'p5')
    meeting.drafts.keep('note', { progress: 'The export runs.', plan: '', blocked: '' })
    render(NotesCard, { context: context(meeting as never) })
    await tick()
    expect(field()?.value).toBe('The export runs.')
    expect(screen.queryByText(/You have written nothing/)).toBeNull()
  })
})
