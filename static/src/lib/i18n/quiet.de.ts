import type { quiet as words } from './quiet.en'

export const quiet: typeof words = {
  tell: 'Leise sagen',
  why: (name) => `${name} sieht es ab drei Personen, nie wer. Nach drei Minuten ist es vergessen.`,
  few: 'Gerade seid ihr zu wenige: Es wird erst ab drei gezeigt, und nur, wenn eine Person mehr da ist, als es gesagt haben.',
  lead: 'Wer moderiert,',
  signs: {
    too_fast: 'Zu schnell',
    lost: 'Ich komme nicht mit',
    pause: 'Ich brauche eine Pause',
    disagree: 'Ich sehe es anders, sage es aber nicht',
  },
  told: {
    too_fast: (n) => `${n} Personen: zu schnell`,
    lost: (n) => `${n} Personen kommen nicht mit`,
    pause: (n) => `${n} Personen brauchen eine Pause`,
    disagree: (n) => `${n} Personen sehen es anders und sagen es nicht`,
  },
}
