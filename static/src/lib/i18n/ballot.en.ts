/** Questions that are put to all, and their results. */
export const ballots = {
  ballot: {
    answer: 'Answer',
    answers: 'Answers',
    people: 'People',
    who: 'Who',
    table: 'As a table',
    voters: (n: number) => (n === 1 ? '1 answer' : `${n} answers`),
    mean: (mean: string) => `In the middle: ${mean} of 5`,
    small: 'Fewer than three answered: nothing is shown, so that nobody is found out. The answers are destroyed.',
    void: 'The answers were lost when the server was interrupted. Please answer again.',
    counting: 'Turns over in',
    counted: (n: number) => (n === 1 ? 'One has answered.' : `${n} have answered.`),
    none: 'Nobody has answered yet.',
    noAnswer: 'Nobody answered.',
    promise: 'Nobody sees who answered what, not even the facilitator.',
    promiseWhy:
      'Answers are kept apart until the question closes, then they are shuffled and their authors forgotten. With fewer than three answers nothing is shown; with three or four, only the middle.',
    again: 'Ask again',
    waiting: 'Waiting to be sent',
  },
}
