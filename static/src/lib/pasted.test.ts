// @vitest-environment node
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { read } from './pasted'

interface Case {
  text: string
  there: string[]
  titles: string[]
}
const cases = JSON.parse(readFileSync('../rooms/testdata/pasted.json', 'utf8')) as Case[]

describe('a pasted list', () => {
  it.each(cases)('$text is read as the room reads it', ({ text, there, titles }) => {
    const { titles: found, long } = read(text, there)
    expect(found).toEqual(titles)
    expect(long).toEqual([])
  })

  it('names by their numbers the lines of which nothing is made', () => {
    expect(read(`a\n\n- \nA\n${'x'.repeat(121)}\nb\n\n`, ['B'])).toEqual({
      titles: ['a'],
      long: [{ line: 5, over: 1, text: 'x'.repeat(121) }],
      empty: [2, 3],
      twice: [4, 6],
    })
  })
})
