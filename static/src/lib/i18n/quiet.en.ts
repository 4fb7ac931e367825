/** What people tell the facilitators without anybody learning who. */
export const quiet = {
  tell: 'Tell quietly',
  why: (name: string) => `${name} sees it from three people on, never who. After three minutes it is forgotten.`,
  few: 'You are too few right now: it is told only when one more person is here than said it, from three on.',
  lead: 'Whoever facilitates',
  signs: {
    too_fast: 'Too fast',
    lost: 'I am lost',
    pause: 'I need a break',
    disagree: 'I disagree, but will not say it',
  },
  told: {
    too_fast: (n: number) => `${n} people: too fast`,
    lost: (n: number) => `${n} people are lost`,
    pause: (n: number) => `${n} people need a break`,
    disagree: (n: number) => `${n} people disagree and do not say it`,
  } as Record<string, (n: number) => string>,
}
