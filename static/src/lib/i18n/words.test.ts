import { readdirSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { languages, preferred, wordFor, words } from './words.svelte'

describe('the words', () => {
  it('are found by their folders, each language by its own name', () => {
    const folders = readdirSync('../rooms/words', { withFileTypes: true }).filter(
      (entry) => entry.isDirectory() && entry.name !== 'testdata',
    )
    expect(Object.keys(languages).sort()).toEqual(folders.map((folder) => folder.name).sort())
    expect(languages).toMatchObject({ en: 'English', de: 'Deutsch' })
  })

  it('come in the first language of the browser that is spoken here', () => {
    const browser = (...tags: string[]) => vi.spyOn(navigator, 'languages', 'get').mockReturnValue(tags)
    browser('fr-CA', 'de-AT', 'en')
    expect(preferred()).toBe('de')
    browser('fr')
    expect(preferred()).toBe('en')
  })

  it('are found by keys that come from the document, and by nothing else', () => {
    expect(wordFor({ a: 'A' }, 'a')).toBe('A')
    expect(wordFor({ a: 'A' }, 'toString')).toBeUndefined()
    expect(wordFor(undefined, 'a')).toBeUndefined()
  })

  it('of a phase are those of the kind, or those of all kinds', async () => {
    await words.enterRoom('standup')
    expect([words.phase('round'), words.phase('lobby'), words.phase('new')]).toEqual(['Round', 'Lobby', 'new'])
    expect(() => words.of('retrospective')).toThrow()
    await words.enterRoom('retrospective')
    expect([words.phase('vote'), words.phase('round')]).toEqual(['Vote', 'round'])
    await words.enterRoom('never seen')
    expect(words.phase('lobby')).toBe('Lobby')
  })

  it('count as each language does', async () => {
    await words.enterRoom('retrospective')
    const places = () => [1, 2, 3, 4, 22].map((n) => words.of('retrospective').discuss.place({ n }))
    expect(places()).toEqual(['1st', '2nd', '3rd', '4th', '22nd'])
    expect(words.of('retrospective').old.kept({ n: 1 })).toBe('kept once')
    await words.speak('de')
    expect(places()).toEqual(['1.', '2.', '3.', '4.', '22.'])
    expect(words.of('retrospective').old.kept({ n: 3 })).toBe('3-mal behalten')
    await words.speak('en')
  })

  it('of a refusal are found by its code, else the server’s', async () => {
    await words.bring('refusals')
    expect(words.refusal({ code: 'never_seen', say: 'Because.' })).toBe('Because.')
    expect(words.refusal({ code: 'bank_empty', say: 'x' })).toBe('The time bank is empty.')
    expect(words.refusal({ code: 'not_over', reason: 'never_seen', say: 'x' })).toBe('The meeting has not ended.')
    expect(words.refusal({ code: 'invalid', reason: 'too_long', args: { n: 1200, most: 1000 }, say: 'x' })).toBe(
      'This is too long: 1,200 characters, at most 1000.',
    )
    expect(words.refusal({ code: 'unreachable', say: 'x' })).toBe(words.shell.unreachable)
    expect(words.refusal({ code: 'http_502', say: 'x' })).toMatch(/answered with 502/)
  })

  it('are German when asked, those of the room included, and the last to be asked for wins', async () => {
    await words.enterRoom('standup')
    await words.speak('de')
    expect(words.shell.home.join).toBe('Beitreten')
    expect(words.phase('round')).toBe('Runde')
    expect([1, 3].map((n) => words.room.ring.listening({ n }))).toEqual(['1 hört zu', '3 hören zu'])
    expect(words.refusal({ code: 'bank_empty', say: 'x' })).toBe('Das Zeitkonto ist leer.')
    const order = { phase: { word: 'phase.plan' }, first: { word: 'phase.never_seen' } }
    expect(words.refusal({ code: 'wrong_order', reason: 'after', args: order, say: 'x' })).toBe(
      `„${words.phase('plan')}“ kommt nach „phase.never_seen“.`,
    )
    const as = { word: 'as.and', args: { first: { word: 'as.developer' }, last: { word: 'as.scrum_master' } } }
    expect(words.refusal({ code: 'forbidden', reason: 'skip', args: { as }, say: 'x' })).toBe(
      'Nur die Moderation überspringt jemanden. Du bist hier als Developer und Scrum Master.',
    )
    expect(words.refusal({ code: 'forbidden', reason: 'never_seen', say: 'x' })).toBe(
      'Deine Rolle darf das hier nicht.',
    )
    expect(words.refusal({ code: 'invalid', reason: 'empty', field: '/title', say: 'x' })).toBe(
      'Titel: Bitte schreib hier etwas.',
    )
    const line = { word: 'refusal.invalid/empty' }
    expect(words.refusal({ code: 'invalid', reason: 'line', args: { line: 3, why: line }, say: 'x' })).toBe(
      'Zeile 3: Bitte schreib hier etwas.',
    )
    expect(document.documentElement.lang).toBe('de')
    await Promise.all([words.speak('en'), words.speak('de'), words.speak('en')])
    expect(words.language).toBe('en')
    expect(words.phase('round')).toBe('Round')
  })
})
