/** The minutes, on the stage and as a page. */
export const minutes = {
  close: {
    title: 'Minutes',
    copy: 'Copy as Markdown',
    copied: 'Copied',
    download: 'Download',
    print: 'Print',
    calendar: 'Into my calendar',
    calendarWhy: 'The open actions, each on the day it is due.',
    saved: (figure: string) => `${figure} given back`,
    over: (figure: string) => `${figure} over time`,
    follow: 'Stay for these',
    followNone: 'No topic was parked: everyone may leave.',
    reopen: 'Open it again',
    ended: (time: string) => `Ended at ${time}`,
    loading: 'Fetching the minutes…',
    failed: 'The minutes could not be fetched.',
    again: 'Try again',
    people: 'People',
  },
}
