import { render, screen } from '@testing-library/svelte'
import '@testing-library/svelte/vitest'
import { beforeEach, expect, it } from 'vitest'
import { toasts } from '../lib/toasts.svelte'
import { modal } from './modal'
import Toasts from './Toasts.svelte'

beforeEach(() => {
  toasts.list = []
})

/** Opens a dialog; the other end closes it. */
function openDialog(): { dialog: HTMLDialogElement; end: () => void } {
  const dialog = document.body.appendChild(document.createElement('dialog'))
  const end = modal(() => undefined)(dialog) as () => void
  return { dialog, end: () => (dialog.remove(), end()) }
}
const inView = async (text: string) => (await screen.findByText(text)).closest('dialog')

it('shows notes in the dialog in front: what is outside of it lies behind and is not read out', async () => {
  render(Toasts)
  toasts.say('refused')
  expect(await inView('refused')).toBeNull()
  const below = openDialog()
  expect(await inView('refused')).toBe(below.dialog)
  const above = openDialog()
  toasts.say('copied')
  expect(await inView('copied')).toBe(above.dialog)
  above.end()
  expect(await inView('copied')).toBe(below.dialog)
  below.end()
  expect(await inView('copied')).toBeNull()
})
