import { fireEvent, render, screen } from '@testing-library/svelte'
import { beforeAll, expect, it } from 'vitest'
import { words } from '../../lib/i18n/words.svelte'
import { tell } from '../../lib/testing'
import { context } from '../../lib/testing-dom'
import Past from './Past.svelte'

beforeAll(() => words.enterRoom('team'))

/** A review is older than the six standups after it, and its minutes are wanted all the same. */
it('leads to the minutes of every ceremony that the home knows, the newest first', async () => {
  const held = (kind: string, ended: number) => ({ kind, title: 'Heron', began: 0, ended, people: 3 })
  const daily = Array.from({ length: 6 }, (_, i) => [`s${i}`, held('standup', 100 + i)])
  const past = { ...Object.fromEntries(daily), r: held('review', 9), p: held('planning', 8) }
  const { meeting } = tell<'team'>('team/home', 'p1', { doc: { shared: { past: null } } })
  meeting.shared.past = past
  render(Past, { context: context(meeting) })
  const paths = () => screen.getAllByRole('link').map((a) => a.getAttribute('href'))
  const newest = ['s5', 's4', 's3', 's2', 's1', 's0'].map((room) => `/r/${room}`)
  expect(paths()).toEqual(newest)
  const folded = screen.getByText(words.of('team').past.earlier({ n: 2 })).closest('details')
  if (folded) folded.open = true
  await fireEvent(folded ?? document, new Event('toggle'))
  expect(paths()).toEqual([...newest, '/r/r', '/r/p'])
  expect(screen.getByRole('link', { name: /^Minutes ?: Review/ })).toBeTruthy()
})
