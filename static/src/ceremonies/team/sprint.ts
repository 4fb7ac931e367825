/** Where a sprint stands, in working days: Monday to Friday. */
export interface Course {
  /** Its working days, as dates. */
  days: string[]
  /** Which of them is today, or comes next, counted from 0; as many as there are: it is over. */
  at: number
  /** Today is before its first day. */
  early: boolean
}

const dateOf = (at: Date) =>
  [at.getFullYear(), String(at.getMonth() + 1).padStart(2, '0'), String(at.getDate()).padStart(2, '0')].join('-')

/** The working days of a sprint and where today lies among them, in the reader's own days. */
export function courseOf(from: string, to: string, now: number): Course {
  const days: string[] = []
  // At noon: a day that summer time makes shorter or longer is one day all the same.
  for (const at = new Date(`${from}T12:00`); dateOf(at) <= to; at.setDate(at.getDate() + 1))
    if (at.getDay() % 6 !== 0) days.push(dateOf(at))
  const today = dateOf(new Date(now))
  const next = days.findIndex((day) => day >= today)
  return { days, at: next < 0 ? days.length : next, early: today < (days[0] ?? '') }
}
