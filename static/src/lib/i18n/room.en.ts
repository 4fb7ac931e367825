import { ballots } from './ballot.en'
import { board } from './board.en'
import { lead } from './lead.en'
import { lists } from './lists.en'
import { minutes } from './minutes.en'
import { people } from './people.en'
import { quiet } from './quiet.en'
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
  standup,
  talk,
  phases: {
    lobby: 'Lobby',
    close: 'Close',
    ...standup.phases,
    ...talk.phases,
  } as Record<string, string>,
  sections: {
    blockers: 'Blockers',
    parked: 'Parked',
    actions: 'Actions',
    time: 'Time',
    ...standup.sections,
    ...talk.sections,
  } as Record<string, string>,
}

export type RoomWords = typeof room
