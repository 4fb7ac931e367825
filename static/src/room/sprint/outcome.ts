/** What came of a sprint's goal, by the product owner's word in its review. */
export const outcomes = ['met', 'partly', 'not'] as const
export type Outcome = (typeof outcomes)[number]

export const outcomeOf = (said: string | undefined): Outcome | undefined => outcomes.find((one) => one === said)
