const minutes = (n: number) => (n === 1 ? '1 minute' : `${n} minutes`)
const seconds = (n: number) => (n === 1 ? '1 second' : `${n} seconds`)

/** A length of time as it is said, for screen readers. */
function length(ms: number): string {
  const total = Math.max(0, Math.round(ms / 1000))
  const [m, s] = [Math.floor(total / 60), total % 60]
  if (m === 0) return seconds(s)
  return s === 0 ? minutes(m) : `${minutes(m)} ${s}`
}

/** What stands round the meeting: the top, the ring, the tabs, what is said aloud. */
export const stage = {
  length,
  toStage: 'To the stage',
  cancel: 'Cancel',
  top: {
    agenda: 'Agenda',
    done: ', done',
    elapsed: 'elapsed',
    notStarted: 'Not started',
    onceStarted: (m: number) => `${m} min once you start`,
    ends: (time: string) => `ends ${time}`,
    early: (m: number) => `, ${m} min early`,
    late: (m: number) => `, ${m} min late`,
    onTime: ', on time',
    ended: (time: string) => `ended ${time}`,
    paused: 'paused',
    menu: 'Room: link, people, sound, language',
    ofRound: (done: number, all: number) => `${done} of ${all}`,
  },
  banner: {
    offline: 'Reconnecting. Nothing is lost.',
    offlineSends: (n: number) =>
      n === 0
        ? 'The clock runs on.'
        : n === 1
          ? 'The clock runs on, what you did goes out when you are back.'
          : `The clock runs on, ${n} things go out when you are back.`,
    tryNow: 'Try now',
    paused: 'Paused.',
    pausedWhy: 'All clocks stand still.',
    resume: 'Resume',
    seats: (people: number, seats: number) => `${people === 1 ? '1 person' : `${people} people`}, ${seats} seats.`,
    seatsWhy: 'Somebody may have come back as somebody new, and count twice.',
    seatsFine: 'It’s fine',
    late: 'You are marked as late.',
    lateWhy: 'Your turn comes last.',
    hereNow: 'I am here',
    away: 'You are marked as away today.',
    awayWhy: 'You have no turn and no vote.',
    baton: 'The facilitator is gone for now.',
    batonOffered: 'You are offered to facilitate.',
    take: 'I facilitate',
    decline: 'Not me',
    countdown: (figure: string) => `On to the next phase in ${figure}.`,
    countdownWhy: 'Everyone here is done.',
    hold: 'Stay here',
    asks: (name: string, role: string) => `${name} would like to be ${role}.`,
    grant: 'Yes',
    refuse: 'No',
    reset: 'The server lost the last few seconds. What you see is what it has.',
    understood: 'All right',
  },
  ended: {
    removed: [
      'You were removed from this room',
      'The facilitator took you out. If that was a mistake, ask for a new link.',
    ],
    gone: ['This room is gone', 'It was deleted, or its time is over.'],
    elsewhere: ['This tab was opened elsewhere', 'The meeting goes on there. You can come back here at any time.'],
    outdated: ['This page is out of date', 'Load it again, then it goes on.'],
    signed_out: ['Your seat was not found', 'Open the link of the room once more.'],
    left: ['You left the meeting', 'The others go on. You can come back at any time.'],
    again: 'Load again',
    back: 'Back to the meeting',
    home: 'To the start',
  } as Record<'removed' | 'gone' | 'elsewhere' | 'outdated' | 'signed_out' | 'left', [string, string]> & {
    again: string
    back: string
    home: string
  },
  lost: {
    title: 'This was not sent',
    why: 'You were away for a long time, so the room asks you to look again before it goes out.',
    send: 'Send it now',
    drop: 'Drop it',
  },
  ring: {
    seats: 'Seats, clockwise',
    asSeen: (s: number) =>
      `As last seen ${s === 1 ? '1 second' : s < 60 ? `${s} seconds` : s < 120 ? 'a minute' : `${Math.floor(s / 60)} minutes`} ago`,
    yourTurn: 'Your turn',
    overTime: (name: string) => `${name}, over time`,
    youOver: 'Over time',
    left: (left: string, of: string) => `${left} left of ${of}`,
    over: (by: string) => `${by} over time`,
    paused: 'paused',
    bank: 'Time bank',
    draining: ', draining',
    bankEmpty: 'Time bank empty',
    then: 'then',
    yourMinute: 'Your minute',
    waitsFor: (name: string) => `then ${name} goes on,`,
    alone: 'You are alone here',
    aloneWhy: 'Seats fill as people open the link',
    here: (n: number, all: number) =>
      n === all ? (n === 1 ? 'One is here' : `All ${n} are here`) : `${n} of ${all} are here`,
    wrote: (n: number, all: number) => `${n} of ${all} have written`,
    lobby: 'Lobby',
    listening: (n: number) => `${n} listening`,
    nobodySpeaks: 'All have spoken',
    allVoted: 'All have voted',
    voted: (n: number, all: number) => `${n} of ${all} have voted`,
    counting: 'Turning over',
    saved: 'given back',
    savedNone: 'Right on time',
    overdrawn: 'over time',
    closed: 'Done for today',
    doneCount: (n: number) => (n === 1 ? 'One is done' : `${n} are done`),
  },
  tabs: {
    label: 'Beside the ring',
    notes: 'Notes',
    next: 'Next',
    myNotes: 'My notes',
    blockers: 'Blockers',
    parked: 'Parked',
    people: 'People',
    goal: 'Goal',
    order: 'Order',
    invite: 'Invite',
    vote: 'Vote',
    actions: 'Actions',
    outcome: 'Outcome',
    minutes: 'Minutes',
    after: 'After',
  },
  keys: {
    title: 'Keys',
    close: 'Close',
    list: [
      ['Space', 'the next step: the filled button'],
      ['P', 'pause, resume'],
      ['+', 'one more minute'],
      ['N', 'next phase'],
      ['B', 'back'],
      ['H', 'raise or lower the hand'],
      ['M', '30 seconds more for who speaks'],
      ['I', 'raise a blocker'],
      ['T', 'park a topic'],
      ['1 … 5', 'answer the question'],
      ['R', 'room: link, people, sound'],
      ['?', 'these keys'],
    ] as [string, string][],
    single: 'Single keys work when nothing is being typed.',
  },
  say: {
    phase: (phase: string) => `${phase} begins.`,
    turn: (name: string) => `${name} speaks.`,
    yourTurn: 'It is your turn.',
    next: 'You are next.',
    soon: 'Time is almost up.',
    over: 'Over time.',
    result: (text: string) => `Result: ${text}.`,
    paused: 'The meeting is paused.',
    resumed: 'The meeting goes on.',
    offline: 'Connection lost. Nothing is lost, reconnecting.',
    online: 'Connected again.',
    hand: (name: string) => `${name} raises a hand.`,
    saved: 'Saved.',
    guest: (name: string) => `${name} is called in.`,
  },
  verbs: {
    note: 'Your notes',
    raise: 'A blocker',
    park: 'A topic',
    vote: 'Your answer',
    goal: 'The sprint goal',
    other: 'Something you did',
  } as Record<string, string>,
  story: 'This is a story, not a meeting: nothing is sent.',
}
