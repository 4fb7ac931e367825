/** The days on which an action can be due, as a date field takes them: from today on, for two years. */
export function dueDays(now: number): { min: string; max: string } {
  const at = new Date(now)
  const day = (year: number) =>
    [year, at.getMonth() + 1, at.getDate()].map((n, i) => String(n).padStart(i === 0 ? 4 : 2, '0')).join('-')
  return { min: day(at.getFullYear()), max: day(at.getFullYear() + 2) }
}

/** What is wrong with this day, if anything. */
export function dueFault(date: string, { min, max }: { min: string; max: string }): 'over' | 'far' | undefined {
  if (date < min) return 'over'
  return date > max ? 'far' : undefined
}
