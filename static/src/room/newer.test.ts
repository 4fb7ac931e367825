import { render } from '@testing-library/svelte'
import { tick } from 'svelte'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { talk } from '../ceremonies/talk'
import { words } from '../lib/i18n/words.svelte'
import { tell } from '../lib/testing'
import { context } from '../lib/testing-dom'
import Room from './Room.svelte'

beforeAll(() => words.enterRoom('talk'))

function show() {
  const reload = vi.spyOn(location, 'reload').mockImplementation(() => undefined)
  const { meeting } = tell<'talk'>('talk/talk')
  render(Room, { props: { ceremony: talk as never }, context: context(meeting as never) })
  return { meeting, reload }
}

// Of what is typed nothing is lost to a new version of the page (lightdash/lightdash#9162).
describe('a newer page', () => {
  it('is loaded at once where nothing would be lost', async () => {
    const { meeting, reload } = show()
    meeting.outdated()
    await tick()
    expect(reload).toHaveBeenCalledOnce()
  })

  it('waits for what must not be stored, and is loaded once that is sent or dropped', async () => {
    const { meeting, reload } = show()
    meeting.drafts.keep('write', { text: 'For my eyes only' })
    meeting.outdated()
    await tick()
    expect(reload).not.toHaveBeenCalled()
    meeting.drafts.keep('write', undefined)
    await tick()
    expect(reload).toHaveBeenCalledOnce()
  })
})
