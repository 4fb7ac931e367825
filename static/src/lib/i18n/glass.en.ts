/** The looking glass: what others receive. */
export const glass = {
  title: 'What others receive',
  open: 'See what others receive',
  what: 'This is a second connection that belongs to nobody: it gets, byte for byte, what every other participant gets, and nothing that is for one person or one group alone. Do something beside it, in another tab or on your phone, and look whether it shows.',
  bytes: (n: number) => (n === 1 ? '1 byte' : `${n} bytes`),
  waiting: 'Nothing has come yet.',
  closed: 'The connection has ended. Open this again.',
  copy: 'Copy all',
  copied: 'Copied',
}
