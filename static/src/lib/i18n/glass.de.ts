import type { glass as words } from './glass.en'

export const glass: typeof words = {
  title: 'Was andere empfangen',
  open: 'Sehen, was andere empfangen',
  what: 'Das ist eine zweite Verbindung, die niemandem gehört: Sie bekommt Byte für Byte, was alle anderen bekommen, und nichts, was nur für eine Person oder eine Gruppe ist. Tu daneben etwas, in einem anderen Tab oder am Handy, und sieh nach, ob es hier erscheint.',
  bytes: (n) => (n === 1 ? '1 Byte' : `${n} Bytes`),
  waiting: 'Noch ist nichts gekommen.',
  closed: 'Die Verbindung ist beendet. Öffne das hier noch einmal.',
  copy: 'Alles kopieren',
  copied: 'Kopiert',
}
