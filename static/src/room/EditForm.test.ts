import { render, screen } from '@testing-library/svelte'
import { createRawSnippet } from 'svelte'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Refusal } from '../lib/doc'
import { words } from '../lib/i18n/words.svelte'
import { press } from '../lib/testing-dom'
import EditForm from './EditForm.svelte'

beforeAll(() => words.enterRoom('team'))

function show(answer: Promise<Refusal | undefined> | undefined, overtaken = false) {
  const onsave = vi.fn(() => answer)
  const onclose = vi.fn()
  const children = createRawSnippet(() => ({ render: () => '<p>fields</p>' }))
  render(EditForm, { props: { rewording: { overtaken }, there: 'Heron', label: 'Save it', onsave, onclose, children } })
  return { onsave, onclose, save: () => press(screen.getByRole('button', { name: 'Save it' })) }
}

describe('fields that are saved together', () => {
  it('close once they are saved', async () => {
    const { onclose, save } = show(Promise.resolve(undefined))
    await save()
    await vi.waitFor(() => expect(onclose).toHaveBeenCalledOnce())
  })

  it('stay, and say why, when they are refused', async () => {
    const { onclose, save } = show(Promise.resolve({ code: 'invalid', field: '/to', say: 'The last day is first.' }))
    await save()
    expect((await screen.findByRole('alert')).textContent).toBe('This does not fit.')
    expect(onclose).not.toHaveBeenCalled()
  })

  it('stay where nothing was sent', async () => {
    const { onsave, onclose, save } = show(undefined)
    await save()
    expect(onsave).toHaveBeenCalledOnce()
    expect(onclose).not.toHaveBeenCalled()
  })

  it('say once that somebody was faster, with what is there', async () => {
    const { onsave, save } = show(Promise.resolve({ code: 'changed', say: 'It has changed.' }), true)
    await save()
    expect(screen.getAllByRole('alert')).toHaveLength(1)
    expect(screen.getByRole('alert').textContent).toContain('Heron')
    await press(screen.getByRole('button', { name: words.room.overtaken.keep }))
    expect(onsave).toHaveBeenCalledTimes(2)
  })
})
