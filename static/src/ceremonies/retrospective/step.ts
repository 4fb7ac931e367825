import { fewest } from '../../lib/crowd'
import { words } from '../../lib/i18n/words.svelte'
import type { Meeting } from '../../lib/room.svelte'
import { isOpen } from '../../room/ballot'
import type { Step } from '../../room/ceremony'
import { copyMinutes } from '../../room/copyMinutes'
import { leave } from '../../room/leave'
import { readyStep } from '../../room/ready'
import type { View } from '../../room/view.svelte'
import { askStep } from './ballots'
import { crowdHere, iAmDone } from './board/people'
import { boardStep } from './board/steps'
import { isAskedToLeave } from './guests'
import { withNames } from './promise'
import { toNext } from './toNext'

type Retro = Meeting<'retrospective'>
const says = () => ({ ...words.room.step, ...words.of('retrospective').step })

/** The one thing to do next, for this person in this moment; or one sentence that says why there is none. */
export function step(m: Retro, view: View): Step | undefined {
  const { room } = m
  const w = says()
  if (room.ended) return { say: w.copy, icon: 'copy', run: () => copyMinutes(m) }
  if (isAskedToLeave(room, m.you)) return { say: w.leave, icon: 'guest', run: () => leave(m) }
  if (room.agenda.paused && m.may('resume')) return { say: w.resume, icon: 'play', run: () => m.act('resume', {}) }
  const asked = askStep(m, view)
  if (asked) return asked
  switch (room.agenda.now) {
    case 'lobby':
      return inLobby(m)
    case 'stage':
      return inStage(m)
    case 'actions':
      return inActions(m, view) ?? onward(m)
    case 'facts':
      return onward(m)
    case 'discuss':
      return inDiscuss(m)
    case 'decide':
      return inDecide(m, view) ?? onward(m)
    case 'close':
      return inClose(m, view)
    default:
      return boardStep(m, view)
  }
}

function inLobby(m: Retro): Step {
  const w = says()
  if (m.may('start')) {
    const mind = fewMinds(m)
    return { say: w.start, run: () => m.act('start', {}), ...(mind && { mind }) }
  }
  const { holder } = m.room.baton
  return { say: holder ? w.waitStart({ name: m.nameOf(holder) }) : w.waitStartAny }
}

/** With fewer than three who take part nothing can be anonymous: better known before the start than at the board. */
function fewMinds(m: Retro): string | undefined {
  if (withNames(m.room, m.shared)) return undefined
  const n = crowdHere(m)
  return n < fewest ? says().few({ n }) : undefined
}

function inStage(m: Retro): Step {
  const w = says()
  if (isOpen(m.room.ballots.safety) && m.may('reveal'))
    return { say: w.reveal, icon: 'eye', run: () => m.act('reveal', { ballot: 'safety' }) }
  return m.may('next') ? toNext(m) : { say: w.waiting }
}

/** What became of mine comes before anything else. */
function inActions(m: Retro, view: View): Step | undefined {
  if (!m.may('answer')) return undefined
  const mine = Object.entries(m.shared.old ?? {}).find(([, c]) => c.owner === m.you && !c.state)
  if (!mine) return undefined
  return { say: says().answerAction, icon: 'check', run: () => view.reach(`old ${mine[0]}`) }
}

function inDiscuss(m: Retro): Step {
  const w = says()
  const { floor } = m.room
  const hands = floor.hands ?? []
  const next = hands.find((id) => id !== m.you)
  if (floor.speaker === m.you && m.may('call_next')) {
    const run = () => m.act('call_next', next ? { person: next } : {})
    return { say: next ? w.passTo({ name: m.nameOf(next) }) : w.doneSpeaking, icon: next ? 'go' : 'check', run }
  }
  if (m.facilitating && !floor.speaker && next && !isOpen(m.room.ballots.go_on))
    return { say: w.give({ name: m.nameOf(next) }), icon: 'hand', run: () => m.act('call_next', { person: next }) }
  if (isOpen(m.room.ballots.go_on) && m.facilitating) return { say: w.ends }
  if (m.shared.topic && m.may('topic_done'))
    return { say: w.topicDone, icon: 'check', run: () => m.act('topic_done', { state: 'done' }) }
  if (m.may('next')) return toNext(m)
  const at = hands.indexOf(m.you)
  if (at >= 0) return { say: at === 0 ? w.nextUp : w.inLine({ n: at + 1 }) }
  if (m.shared.scribe === m.you) return { say: w.youWrite }
  return { say: w.raise }
}

function inDecide(m: Retro, view: View): Step | undefined {
  const w = says()
  if (view.unsaved) return { say: w.saveAction, icon: 'check', run: () => view.reach('save action') }
  const asked = Object.entries(m.room.actions).find(([, t]) => t.state === 'open' && t.asked === m.you && !t.owner)
  if (!asked || !m.may('accept')) return undefined
  const [task, { text }] = asked
  const short = text.length > 28 ? `${text.slice(0, 28).replace(/\s+\S*$/, '')}…` : text
  return { say: w.accept({ text: short }), icon: 'check', run: () => m.act('accept', { task }) }
}

function inClose(m: Retro, view: View): Step {
  const w = says()
  if (m.may('end')) return { say: w.end, icon: 'check', run: () => m.act('end', {}) }
  if (!m.may('thank')) return { say: w.listen }
  const thanked = Object.keys(m.doc?.me.own?.kudos ?? {}).length > 0
  if (iAmDone(m) || (thanked && !m.may('done'))) return { say: w.waitEnd }
  if (thanked)
    return { say: words.of('retrospective').close.done, icon: 'check', run: () => m.act('done', { on: true }) }
  const run = () => {
    view.tab = 'thanks'
    view.reach('thank')
  }
  return { say: w.thank, icon: 'heart', run }
}

/** Facilitators go on; all others listen, and may say that they need no more. */
function onward(m: Retro): Step {
  const w = says()
  if (m.may('next')) return toNext(m)
  if (!m.may('done')) return { say: w.listen }
  return readyStep(m)
}
