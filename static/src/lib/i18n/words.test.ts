import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { room as roomDe } from './room.de'
import { room as roomEn } from './room.en'
import { shell as shellDe } from './shell.de'
import { shell as shellEn } from './shell.en'
import { words } from './words.svelte'

/** Every key with a text, in depth: "home.promise". */
function keys(value: unknown, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return [at]
  return Object.entries(value).flatMap(([key, inner]) => keys(inner, at ? `${at}.${key}` : key))
}
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'function') {
    // A text with holes: numbers fit all of them.
    const text: unknown = (value as (...holes: number[]) => unknown)(3, 4)
    return typeof text === 'string' ? [text] : (text as string[])
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : []
}

describe('the catalogues', () => {
  it('have the same keys, also where the type is open', () => {
    expect(keys(roomDe)).toEqual(keys(roomEn))
    const withoutErrors = (all: string[]) => all.filter((key) => !/^(errors|reasons)\b/.test(key))
    expect(withoutErrors(keys(shellDe))).toEqual(withoutErrors(keys(shellEn)))
  })

  it('leave nothing empty but what is meant to be', () => {
    for (const catalogue of [shellEn, shellDe, roomEn, roomDe])
      expect(texts(catalogue).filter((text) => text === '')).toHaveLength(
        catalogue === roomEn || catalogue === roomDe ? 1 : 0,
      )
  })

  it('have German for every refusal of the server', () => {
    const codes = [...readFileSync('../docs/errors.md', 'utf8').matchAll(/^\| `(\w+)` \|/gm)].map((m) => m[1] ?? '')
    expect(codes.length).toBeGreaterThan(40)
    expect(codes.filter((code) => !(code in shellDe.errors))).toEqual([])
  })

  it('know the reasons by the very sentences of the server', () => {
    const rules = readdirSync('../rooms/ceremonies').filter((file) => file.endsWith('.go'))
    const files = ['rights.go', ...rules.map((file) => `ceremonies/${file}`)]
    const go = files.map((file) => readFileSync(`../rooms/${file}`, 'utf8')).join()
    expect(Object.keys(shellDe.reasons).filter((say) => !go.includes(`"forbidden", "${say}"`))).toEqual([])
  })

  it('ask every question with which a retrospective can begin', () => {
    const go = readFileSync('../rooms/ceremonies/retro_checkin.go', 'utf8')
    const keys = [...(/var checkIns[^}]*/.exec(go)?.[0] ?? '').matchAll(/"(\w+)"/g)].map((m) => m[1] ?? '')
    expect(keys).toHaveLength(24)
    expect(Object.keys(roomEn.checkin.questions)).toEqual(keys)
  })

  it('answer an unknown code with what the server says', () => {
    expect(words.refusal({ code: 'never_seen', say: 'Because.' })).toBe('Because.')
    expect(words.refusal({ code: 'bank_empty', say: 'x' })).toBe(shellEn.errors.bank_empty)
  })

  it('speak German when asked, rooms included', async () => {
    await words.enterRoom()
    await words.speak('de')
    expect(words.shell.home.join).toBe('Beitreten')
    expect(words.room.phases.round).toBe('Runde')
    const say = 'In this retrospective the facilitator groups.'
    expect(words.refusal({ code: 'forbidden', say })).toBe(shellDe.reasons[say])
    expect(words.refusal({ code: 'forbidden', say: 'Another.' })).toBe(shellDe.errors.forbidden)
    expect(document.documentElement.lang).toBe('de')
    await words.speak('en')
  })
})
