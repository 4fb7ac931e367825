import { ballots } from './ballot.en'
import { board } from './board.en'
import { checkin } from './checkin.en'
import { glass } from './glass.en'
import { lead } from './lead.en'
import { lists } from './lists.en'
import { minutes } from './minutes.en'
import { people } from './people.en'
import { quiet } from './quiet.en'
import { retrospective } from './retrospective.en'
import { stage } from './stage.en'
import { standup } from './standup.en'
import { talk } from './talk.en'

/**
 * The words of a room: what every ceremony uses, by subject, and below the words of each ceremony under its own name.
 * A new ceremony brings its file in every language, its phases and its sections of the minutes. Other languages
 * satisfy the types of this one.
 */
export const room = {
  ...stage,
  ...people,
  ...lead,
  ...lists,
  ...ballots,
  ...minutes,
  board,
  quiet,
  glass,
  standup,
  retrospective,
  checkin,
  talk,
  /** Answers that are words, as they are read out. */
  answers: {
    ...standup.plan.words,
    ...retrospective.discuss.goOnLabels,
    ...retrospective.tighten.labels,
  } as Record<string, string>,
  phases: {
    lobby: 'Lobby',
    close: 'Close',
    ...standup.phases,
    ...retrospective.phases,
    ...talk.phases,
  } as Record<string, string>,
  sections: {
    blockers: 'Blockers',
    parked: 'Parked',
    actions: 'Actions',
    time: 'Time',
    ...standup.sections,
    ...retrospective.sections,
    ...talk.sections,
  } as Record<string, string>,
}

export type RoomWords = typeof room
