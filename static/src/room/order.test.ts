// @vitest-environment node
import { describe, expect, it } from 'vitest'
import type { Phase } from '../lib/protocol.gen'
import { placesOf } from './order'

const phase = (rank: number, needs?: string): Phase => ({ rank, at_zero: 'signal', ...(needs && { needs }) })
const phases = {
  close: phase(5),
  write: phase(3),
  lobby: phase(0),
  read: phase(4, 'write'),
  facts: phase(1),
  old: phase(2),
}

describe('the order of the phases', () => {
  it('leaves out the lobby and keeps the last phase last', () => {
    expect(placesOf(phases).map(({ key }) => key)).toEqual(['facts', 'old', 'write', 'read', 'close'])
    expect(placesOf(phases).at(-1)).toMatchObject({ up: undefined, down: undefined })
  })
  it('says behind which phase one place up or down is', () => {
    const [facts, old, write, read] = placesOf(phases)
    expect(facts).toMatchObject({ up: undefined, down: 'old' })
    expect(old).toMatchObject({ up: 'lobby', down: 'write' })
    expect(write).toMatchObject({ up: 'facts' })
    expect(read).toMatchObject({ down: undefined })
  })
  it('keeps what needs or follows a phase behind it', () => {
    const [, , write, read] = placesOf(phases)
    expect(write?.down).toBeUndefined()
    expect(read?.up).toBeUndefined()
    const [facts, old] = placesOf({ ...phases, old: { ...phases.old, follows: 'facts' } })
    expect(facts?.down).toBeUndefined()
    expect(old?.up).toBeUndefined()
  })
})
