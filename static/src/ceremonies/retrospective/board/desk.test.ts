// @vitest-environment node
import { beforeAll, describe, expect, it } from 'vitest'
import { words } from '../../../lib/i18n/words.svelte'
import { tell } from '../../../lib/testing'
import { Desk } from './desk.svelte'

beforeAll(() => words.enterRoom('retrospective'))

describe('taking back a step', () => {
  it.each([
    ['p1', 'who leads anybody’s', 'Take back the last step', 'The last step was taken back.'],
    ['p3', 'all others their own', 'Take back my last step', 'Your last step was taken back.'],
  ])('%s: %s', async (you, _, say, said) => {
    const { meeting, done } = tell<'retrospective'>('retrospective/group', you)
    const desk = new Desk(meeting)
    expect(desk.undoes.say).toBe(say)
    await desk.undo()
    expect(done).toMatchObject([{ do: 'undo' }])
    expect(desk.said).toBe(said)
  })
})
