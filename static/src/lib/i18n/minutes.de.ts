import type { minutes as words } from './minutes.en'

export const minutes: typeof words = {
  close: {
    title: 'Protokoll',
    copy: 'Als Markdown kopieren',
    copied: 'Kopiert',
    download: 'Herunterladen',
    print: 'Drucken',
    calendar: 'In den Kalender',
    calendarWhy: 'Die offenen Aufgaben, jede an dem Tag, an dem sie fällig ist.',
    saved: (figure) => `${figure} zurückgegeben`,
    over: (figure) => `${figure} über der Zeit`,
    follow: 'Dafür bleiben',
    followNone: 'Nichts wurde geparkt: alle dürfen gehen.',
    reopen: 'Wieder öffnen',
    ended: (time) => `Beendet um ${time}`,
    loading: 'Das Protokoll wird geholt…',
    failed: 'Das Protokoll ließ sich nicht holen.',
    again: 'Noch einmal',
    people: 'Leute',
  },
}
