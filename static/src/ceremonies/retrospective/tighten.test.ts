import { fireEvent, render, screen, within } from '@testing-library/svelte'
import { tick } from 'svelte'
import { beforeAll, describe, expect, it } from 'vitest'
import { words } from '../../lib/i18n/words.svelte'
import { tell } from '../../lib/testing'
import { context, press } from '../../lib/testing-dom'
import ReadPhase from './board/ReadPhase.svelte'
import { isNews, outcomeOf } from './tighten'

beforeAll(() => words.enterRoom('retrospective'))

const told = (story: string, you?: string, change?: unknown) =>
  tell<'retrospective'>(`retrospective/${story}`, you, change)
const closed = (result: unknown, round = 1) => ({
  doc: { room: { ballots: { tighten: { state: 'closed', round, results: { [round]: result } } } } },
})

describe('a stricter promise', () => {
  it.each([
    ['few', { voters: 2, small: true }],
    ['few', { voters: 0 }],
    ['stays', { voters: 4, tally: { yes: 2, no: 2 } }],
    ['became', { voters: 4, tally: { yes: 3, no: 1 } }],
    ['lost', { voters: 4, lost: true }],
  ] as const)('was asked for: %s', (key, result) => {
    const { meeting } = told('read-asked', 'p2', closed(result))
    expect(outcomeOf(meeting)).toBe(words.of('retrospective').tighten[key])
  })

  it('is news until the phase is over, and again when it is asked again', () => {
    const { meeting } = told('read-asked', 'p2')
    expect(isNews(meeting)).toBe(false)
    meeting.frame({ patch: closed({ voters: 0 }, 7).doc, at: [1, 2] })
    expect(isNews(meeting)).toBe(true)
    meeting.frame({ patch: { room: { agenda: { now: 'group' } } }, at: [1, 3] })
    expect(isNews(meeting)).toBe(false)
    meeting.frame({ patch: closed({ voters: 0 }, 8).doc, at: [1, 4] })
    expect(isNews(meeting)).toBe(true)
  })

  it('can be asked for from the board, and is answered there', async () => {
    const { meeting, done } = told('read-named', 'p2')
    render(ReadPhase, { context: context(meeting as never) })
    const line = screen.getByRole('button', { name: words.of('retrospective').board.promise.namedNow })
    line.focus()
    await press(line)
    const dialog = screen.getByRole('dialog', { name: words.of('retrospective').promise.title })
    await press(within(dialog).getByRole('button', { name: words.of('retrospective').promise.ask }))
    expect(done).toMatchObject([{ do: 'tighten' }])
    expect(screen.queryByRole('dialog')).toBeNull()
    meeting.frame({ patch: { room: told('read-asked').meeting.room }, at: [1, 2] })
    await tick()
    await fireEvent.click(screen.getByRole('button', { name: words.of('retrospective').answer.yes }))
    expect(done.at(-1)).toMatchObject({ do: 'vote', with: { ballot: 'tighten', card: 'yes' } })
  })
})
