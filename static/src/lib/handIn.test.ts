// @vitest-environment node
import { expect, it } from 'vitest'
import { handIn } from './handIn'

const refusal = { code: 'too_many', say: 'Too many.' }
function typed(text: string) {
  const field = { text, get: () => field.text, set: (text: string) => (field.text = text) }
  return field
}

it('empties the field at once, and sends what was typed', async () => {
  const field = typed(' A thought ')
  const sent: string[] = []
  const answer = handIn(field, (text) => {
    sent.push(text)
    return Promise.resolve(undefined)
  })
  expect(field.text).toBe('')
  expect(await answer).toBeUndefined()
  expect(sent).toEqual(['A thought'])
  expect(field.text).toBe('')
})

it('gives back what is refused, and leaves alone what was typed since', async () => {
  const field = typed('A thought')
  expect(await handIn(field, () => Promise.resolve(refusal))).toBe(refusal)
  expect(field.text).toBe('A thought')
  const answer = handIn(field, () => Promise.resolve(refusal))
  field.text = 'Another one'
  await answer
  expect(field.text).toBe('Another one')
})
