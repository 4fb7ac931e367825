import type { ballots as words } from './ballot.en'

export const ballots: typeof words = {
  ballot: {
    answer: 'Antwort',
    answers: 'Antworten',
    people: 'Personen',
    who: 'Wer',
    table: 'Als Tabelle',
    voters: (n) => (n === 1 ? '1 Antwort' : `${n} Antworten`),
    mean: (mean) => `In der Mitte: ${mean} von 5`,
    small:
      'Weniger als drei haben geantwortet: Es wird nichts gezeigt, damit niemand erkennbar ist. Die Antworten werden vernichtet.',
    void: 'Die Antworten gingen verloren, als der Server unterbrochen wurde. Bitte antworte noch einmal.',
    counting: 'Wird aufgedeckt in',
    counted: (n) => (n === 1 ? 'Eine Person hat geantwortet.' : `${n} haben geantwortet.`),
    none: 'Noch hat niemand geantwortet.',
    noAnswer: 'Niemand hat geantwortet.',
    promise: 'Niemand sieht, wer was geantwortet hat, auch nicht die Moderation.',
    promiseWhy:
      'Antworten liegen getrennt, bis die Frage schließt; dann werden sie gemischt und ihre Absender vergessen. Bei weniger als drei Antworten wird nichts gezeigt, bei drei oder vier nur die Mitte.',
    again: 'Noch einmal fragen',
    waiting: 'Wartet aufs Senden',
  },
}
