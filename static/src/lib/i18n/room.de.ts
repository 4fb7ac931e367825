import { ballots } from './ballot.de'
import { board } from './board.de'
import { checkin } from './checkin.de'
import { glass } from './glass.de'
import { lead } from './lead.de'
import { lists } from './lists.de'
import { minutes } from './minutes.de'
import { people } from './people.de'
import { quiet } from './quiet.de'
import { retrospective } from './retrospective.de'
import type { RoomWords } from './room.en'
import { stage } from './stage.de'
import { standup } from './standup.de'
import { talk } from './talk.de'

export const room: RoomWords = {
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
  },
  phases: {
    lobby: 'Lobby',
    close: 'Schluss',
    ...standup.phases,
    ...retrospective.phases,
    ...talk.phases,
  },
  sections: {
    blockers: 'Hindernisse',
    parked: 'Geparkt',
    actions: 'Aufgaben',
    time: 'Zeit',
    ...standup.sections,
    ...retrospective.sections,
    ...talk.sections,
  },
}
