// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { pathIn } from './link'

const path = '/r/0b7e9bd4-6f0e#aB3xK9pQ2mN7rT5vW8yZ1-'
const whole = `https://rondo.example.org${path}`

describe('a link to a room is found', () => {
  it.each([
    whole,
    ` ${whole} `,
    `<${whole}>`,
    `(${whole})`,
    `[Standup](${whole})`,
    `Our standup: ${whole}, see you there.`,
    `${whole}.`,
    `“${whole}”`,
    `${path}`,
    `rondo.example.org${path}`,
    whole.replace('#', '%23'),
    whole.replace('#', '/#'),
    whole.replace('#', '?utm_source=mail&x=y#'),
    whole.replace('#', '/?x=y#'),
    `${whole}\u200b`,
    whole.replace('/r/', '/\u200br/').replace('#', '\u2060#'),
    `${whole}%E2%80%8B`,
    whole.replace('#', '\n#'),
    `https://links.example.com/?url=${encodeURIComponent(whole)}&data=05%7C02`,
  ])('in %s', (text) => expect(pathIn(text)).toBe(path))

  it('of a phone, too', () => expect(pathIn('https://x.org/r/a1#phone.Zz9_.')).toBe('/r/a1#phone.Zz9_'))
  it('of a role and of a way back, too', () => {
    expect(pathIn('https://x.org/r/a1?utm=1#role.Zz9_')).toBe('/r/a1#role.Zz9_')
    expect(pathIn('(https://x.org/r/a1#back.Zz9_)')).toBe('/r/a1#back.Zz9_')
  })

  it.each(['', 'https://rondo.example.org/r/0b7e', 'https://rondo.example.org/#abc', '100 % sure'])(
    'and not in “%s”',
    (text) => expect(pathIn(text)).toBeUndefined(),
  )
})
