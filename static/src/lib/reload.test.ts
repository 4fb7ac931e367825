import { describe, expect, it } from 'vitest'
import { reload } from './reload'

/** A page that was loaded in some way, so many milliseconds ago. */
const page = (type: string, now: number) => ({ now: () => now, getEntriesByType: () => [{ type } as never] })

describe('loading the page anew', () => {
  const loads = (type: string, now: number) => {
    let loaded = 0
    const says = reload(page(type, now), () => loaded++)
    expect(says).toBe(loaded === 1)
    return says
  }

  it('is done when it was opened, however short ago', () => expect(loads('navigate', 10)).toBe(true))

  it('is not done again within a minute: two versions would send it to and fro', () => {
    expect(loads('reload', 10)).toBe(false)
    expect(loads('reload', 59_999)).toBe(false)
    expect(loads('reload', 60_000)).toBe(true)
  })

  it('is done where nothing is known', () => {
    let loaded = 0
    expect(reload({ now: () => 0, getEntriesByType: () => [] }, () => loaded++)).toBe(true)
    expect(loaded).toBe(1)
  })
})
