/** One place at the ring, as it is drawn. The words say all that shape and colour say. */
export type Standing = 'waits' | 'next' | 'speaking' | 'spoken' | 'late' | 'away' | 'guest' | 'done' | 'open' | 'yours'

export interface SeatView {
  id: string
  standing: Standing
  /** Below the name: "speaking", "1:02, hand up". */
  words: string
  /** What lies there face up; it is said before the words. */
  card?: { face: string; end: boolean }
  hand?: boolean
  mark?: 'check' | 'clock' | 'guest' | 'flag' | 'offline'
  /** Others who matter now are named even at a crowded ring. */
  named?: boolean
}

/** How crowded the ring is decides how seats are named; phones are crowded earlier. */
export type Crowd = 'few' | 'outward' | 'many' | 'dots'

export function crowdOf(n: number, phone: boolean): Crowd {
  if (n > 25) return 'dots'
  if (n > 12 || (phone && n > 9)) return 'many'
  return n > 9 ? 'outward' : 'few'
}
