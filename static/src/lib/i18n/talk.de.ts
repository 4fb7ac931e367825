import type { talk as words } from './talk.en'

export const talk: typeof words = {
  phases: {
    talk: 'Gespräch',
  },
  start: 'Gespräch beginnen',
  close: 'Gespräch schließen',
  outcome: 'Was herauskam',
  outcomeHint: 'Ein oder zwei Sätze genügen.',
  outcomeNone: 'Noch ist nichts aufgeschrieben.',
  save: 'Sichern',
  saved: 'gesichert',
  sections: {
    outcome: 'Ergebnis',
  },
}
