import { render, screen } from '@testing-library/svelte'
import { beforeAll, describe, expect, it } from 'vitest'
import { words } from '../../lib/i18n/words.svelte'
import { tell } from '../../lib/testing'
import { context } from '../../lib/testing-dom'
import Thanks from './Thanks.svelte'

beforeAll(() => words.enterRoom())

const show = (story: string, change: unknown = {}) =>
  render(Thanks, { context: context(tell('retrospective/' + story, 'p5', change).meeting) })
const lost = () => screen.queryByText(words.room.retrospective.close.thanksLost)

describe('thanks', () => {
  it('that were lost are asked for again', () => {
    show('close-lost')
    expect(lost()).toBeTruthy()
  })

  it('are not said to be lost before they are, or when the meeting is over', () => {
    show('close')
    show('ended', { doc: { shared: { lost: true } } })
    expect(lost()).toBeNull()
  })
})
