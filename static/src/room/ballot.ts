import type { Ballot, Result } from '../lib/protocol.gen'

/** Answers are still taken: for a moment also while they are being counted. */
export const isOpen = (ballot: Ballot | undefined): boolean => ballot?.state === 'open' || ballot?.state === 'counting'

/** What came out of the newest round. */
export const resultOf = (ballot: Ballot | undefined): Result | undefined => ballot?.results?.[String(ballot.round)]
