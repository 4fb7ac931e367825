import { fireEvent, render, screen } from '@testing-library/svelte'
import { beforeAll, expect, it } from 'vitest'
import { words } from '../lib/i18n/words.svelte'
import { tell } from '../lib/testing'
import { context, press } from '../lib/testing-dom'
import AddPair from './AddPair.svelte'

beforeAll(() => words.enterRoom('standup'))

// The room cleans what comes along with a paste; the page refuses none of it, and keeps what a language or an emoji needs.
it.each(['copied from\u200b Slack', 'שלום\u200e עולם', '\u061cمرحبا', '🏴󠁧󠁢󠁳󠁣󠁴󠁿 Scotland', '👩‍💻 pairs', 'a\0b'])(
  'hands in a pasted text as it is: %j',
  async (text) => {
    const { meeting, done } = tell('standup/round')
    render(AddPair, { context: context(meeting) })
    await press(screen.getByRole('button', { name: 'Park topic' }))
    await fireEvent.input(screen.getByRole('textbox'), { target: { value: text } })
    await fireEvent.submit(screen.getByRole('textbox'))
    expect(done).toMatchObject([{ do: 'park', with: { text } }])
  },
)
