import { readdirSync, readFileSync } from 'node:fs'
import { fireEvent, render, screen } from '@testing-library/svelte'
import { beforeAll, expect, it } from 'vitest'
import { words } from '../lib/i18n/words.svelte'
import { tell } from '../lib/testing'
import { context, press } from '../lib/testing-dom'
import AddPair from './AddPair.svelte'
import Me from './Me.svelte'

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

// A browser drops what is beyond a maxlength without a word (zulip/zulip#15909).
it('no field cuts what is pasted into it', () => {
  const cuts = readdirSync('src', { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.svelte') && readFileSync(`src/${file}`, 'utf8').includes('maxlength'))
  expect(cuts).toEqual([])
})

it('keeps a name that is too long whole, counts it, and does not send it', async () => {
  const { meeting, done } = tell('standup/round')
  render(Me, { context: context(meeting) })
  const field = screen.getByRole<HTMLInputElement>('textbox')
  await fireEvent.input(field, { target: { value: 'W'.repeat(47) } })
  expect(field.value).toBe('W'.repeat(47))
  expect(screen.getByRole('status').textContent).toContain('7')
  await fireEvent.submit(field)
  expect(done).toEqual([])
})
