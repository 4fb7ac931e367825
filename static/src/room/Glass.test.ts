import { render, screen } from '@testing-library/svelte'
import { beforeAll, describe, expect, it } from 'vitest'
import { words } from '../lib/i18n/words.svelte'
import { tell } from '../lib/testing'
import { context } from '../lib/testing-dom'
import Glass from './Glass.svelte'

beforeAll(() => words.enterRoom('standup'))

class Line {
  sent: unknown[] = []
  closed = 0
  onopen?: () => void
  onmessage?: ((e: { data: string }) => void) | null
  onclose?: (() => void) | null
  send = (text: string) => this.sent.push(JSON.parse(text))
  close = () => this.closed++
}

function show() {
  const line = new Line()
  let url = ''
  const open = (at: string) => {
    url = at
    return line as unknown as WebSocket
  }
  const { unmount } = render(Glass, { props: { open }, context: context(tell('standup/plan').meeting) })
  line.onopen?.()
  return { line, url, unmount }
}
const lines = () => [...screen.getByRole('log').querySelectorAll('code')].map((e) => e.textContent)

describe('the looking glass', () => {
  it('opens a connection that is nobody, and closes it with itself', () => {
    const { line, url, unmount } = show()
    expect(url).toMatch(/\/api\/rooms\/story\/live$/)
    expect(line.sent).toEqual([{ hello: { tab: expect.stringMatching(/^[0-9a-f]{32}$/), next: 1, glass: true } }])
    unmount()
    expect(line.closed).toBe(1)
  })

  it('shows frames as they came, the newest last, with their size on the wire', async () => {
    const { line } = show()
    line.onmessage?.({ data: '{"here":{"p1":1}}' })
    line.onmessage?.({ data: '{"signal":"ü"}   ' })
    await Promise.resolve()
    expect(lines()).toEqual(['{"here":{"p1":1}}', '{"signal":"ü"}'])
    expect(screen.getByText(/18 bytes/)).toBeTruthy()
  })

  it('keeps the newest 200', async () => {
    const { line } = show()
    for (let i = 0; i < 230; i++) line.onmessage?.({ data: `{"n":${i}}` })
    await Promise.resolve()
    expect(lines()).toHaveLength(200)
    expect(lines().at(-1)).toBe('{"n":229}')
  })

  it('says when the connection has ended', async () => {
    const { line } = show()
    line.onclose?.()
    await Promise.resolve()
    expect(screen.getByText(words.room.glass.closed)).toBeTruthy()
  })
})
