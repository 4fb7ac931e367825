/** The talk: what a parked topic is opened as. */
export const talk = {
  phases: {
    talk: 'Talk',
  },
  start: 'Start the talk',
  close: 'Close the talk',
  outcome: 'What came out of it',
  outcomeHint: 'A sentence or two is enough.',
  outcomeNone: 'Nothing is written down yet.',
  save: 'Save',
  saved: 'saved',
  sections: {
    outcome: 'Outcome',
  },
}
