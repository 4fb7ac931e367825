import { afterEach, describe, expect, it } from 'vitest'
import { Draft, Drafts, keepSecret } from './drafts.svelte'
import { recent } from './storage'

const drafts = (room = 'r1', person = 'p1') => new Drafts(room, person)
const onDisk = () => JSON.stringify({ ...localStorage })

afterEach(() => {
  localStorage.clear()
  for (const what of ['write c1', 'rewrite n1', 'thank']) keepSecret('r1', what, undefined)
})

describe('what is typed and not sent', () => {
  it('is there again in another page of the same person, in the same room alone', () => {
    new Draft(drafts(), 'raise').text = 'Half a…'
    expect(drafts().of('raise')).toEqual({ text: 'Half a…' })
    expect(drafts('r1', 'p2').left).toEqual([])
    expect(drafts('r1', 'p').left).toEqual([])
    expect(drafts('r2').left).toEqual([])
  })

  it('is gone once it is sent or emptied, and when the browser forgets the room', () => {
    const draft = new Draft(drafts(), 'raise')
    draft.text = 'Half a…'
    draft.text = ''
    expect(onDisk()).toBe('{}')
    draft.text = 'Half a…'
    recent.forget('r1')
    expect(drafts().of('raise')).toBeUndefined()
  })

  it.each(['write c1', 'rewrite n1', 'thank'])('is on no disk where nobody may learn who wrote it: %s', (what) => {
    const mine = drafts()
    mine.keep(what, { text: 'For my eyes only' })
    expect(onDisk()).toBe('{}')
    expect(mine.secret).toBe(true)
    expect(mine.left).toEqual([[what, { text: 'For my eyes only' }]])
    mine.keep(what, undefined)
    expect(mine.secret).toBe(false)
  })

  it('is not what stood there already', () => {
    const mine = drafts()
    mine.keep('retext t1', { text: 'Call them', 'was text': 'Call them' })
    mine.keep('rewrite n1', { text: 'A note', column: 'c1', 'was text': 'A note', 'was column': 'c1' })
    expect(mine.left).toEqual([])
    expect(mine.secret).toBe(false)
    expect(onDisk()).toBe('{}')
    mine.keep('retext t1', { text: 'Call Eve', 'was text': 'Call them' })
    expect(mine.left.map(([what]) => what)).toEqual(['retext t1'])
  })

  it('is told of only where no field shows it, and never what others type on this device', () => {
    const mine = drafts()
    new Draft(mine, 'raise').text = 'Half a…'
    mine.keep('write for p2', { text: 'Theirs' })
    const hide = mine.show('raise')
    expect(mine.left).toEqual([])
    hide()
    expect(mine.left.map(([what]) => what)).toEqual(['raise'])
    mine.keep('write for p2', undefined)
  })
})
