import { cleanup, render, screen } from '@testing-library/svelte'
import { afterEach, expect, it, vi } from 'vitest'
import { words } from '../lib/i18n/words.svelte'
import type { Minutes } from '../lib/protocol.gen'
import MinutesPage from './MinutesPage.svelte'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const markup = '<img src=x onerror=alert(1)>'
const minutes: Minutes = {
  kind: 'planning',
  title: `Heron ${markup}`,
  started: '2026-11-23T08:00:00.000Z',
  ended: '2026-11-23T08:14:00.000Z',
  people: ['Ann', '=1+1'],
  sections: [
    { key: 'goal', title: 'Ziel', text: 'Zwei\nZeilen' },
    { key: 'items', title: 'Einträge', head: ['Eintrag', 'Größe'], rows: [[markup, '2,5'], ['=1+1', '?']] }, // prettier-ignore
    { key: 'bare', title: 'Ohne Kopf', rows: [['eins', 'zwei'], ['drei']] }, // prettier-ignore
    { key: 'empty', title: 'Nichts' },
  ],
}

/** The page asks for them in its language, and says them as they come: no word of its own, none left out. */
it('shows all that minutes say, whatever the meeting was', async () => {
  const asked = vi.fn<(path: string) => Promise<Response>>(() => Promise.resolve(Response.json(minutes)))
  vi.stubGlobal('fetch', asked)
  render(MinutesPage, { id: 'room' })
  await screen.findByRole('heading', { level: 1, name: minutes.title })
  expect(asked.mock.calls[0]?.[0]).toBe(`/api/rooms/room/minutes.json?lang=${words.language}`)
  expect(screen.getByText('Ann, =1+1')).toBeTruthy()
  for (const { title, text, head, rows } of minutes.sections) {
    const section = screen.getByRole('heading', { level: 2, name: title }).closest('section')
    expect(section?.querySelector('.text')?.textContent).toBe(text)
    expect([...(section?.querySelectorAll('th') ?? [])].map((cell) => cell.textContent)).toEqual(head ?? [])
    const said = [...(section?.querySelectorAll('tbody tr') ?? [])].map((row) =>
      [...row.querySelectorAll('td')].map((cell) => cell.textContent),
    )
    expect(said).toEqual(rows ?? [])
  }
  expect(document.querySelector('img')).toBeNull()
})
