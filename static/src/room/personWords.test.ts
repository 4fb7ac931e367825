import { beforeAll, expect, it } from 'vitest'
import { words } from '../lib/i18n/words.svelte'
import { roleWithin } from './personWords'

beforeAll(() => words.enterRoom())

it('writes a role in the middle of a line as the language does: German nouns keep their capitals', async () => {
  expect(roleWithin('product_owner')).toBe('product owner')
  await words.speak('de')
  expect([roleWithin('product_owner'), roleWithin('observer')]).toEqual(['Product Owner', 'Zuhörer'])
})
