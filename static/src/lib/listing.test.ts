import { describe, expect, it } from 'vitest'
import { Listing } from './listing.svelte'

const line = (rank: number, state = 'open') => ({ rank, state })

describe('the listing', () => {
  it('follows what a patch says of items, and nothing else', () => {
    const listing = new Listing()
    listing.reset({ a: line(1), b: line(2, 'withdrawn'), c: line(3), d: line(4, 'split') })
    expect([listing.order, listing.listed]).toEqual([
      ['a', 'b', 'c', 'd'],
      ['a', 'c'],
    ])
    listing.patch({ a: { rank: 9 }, b: { state: 'open' }, c: { title: 'Pay' } })
    expect(listing.listed).toEqual(['b', 'c', 'a'])
    const { members } = listing
    expect(members).toEqual(['a', 'b', 'c'])
    listing.patch({ a: { rank: 2 } })
    expect(listing.listed).toEqual(['a', 'b', 'c'])
    expect(listing.members).toBe(members)
    listing.patch({ a: { rank: 9 } })
    listing.patch({ c: null, e: line(0) })
    expect(listing.order).toEqual(['e', 'b', 'd', 'a'])
    expect(listing.members).toEqual(['a', 'b', 'e'])
    const { order } = listing
    listing.patch({ a: { title: 'Pay' } })
    listing.patch(undefined)
    expect(listing.order).toBe(order)
    listing.patch({ a: { raised: 7 }, b: { raised: 8 } })
    expect([...listing.concerns]).toEqual(['a', 'b'])
    listing.patch({ a: { raised: null } as never, b: { title: 'Pay' } })
    expect([...listing.concerns]).toEqual(['b'])
    listing.reset(undefined)
    expect([listing.order, listing.listed, listing.split.size]).toEqual([[], [], 0])
  })
})
