import { wordFor, words } from '../../lib/i18n/words.svelte'
import { phasesOf } from '../../lib/forecast'
import type { Meeting } from '../../lib/room.svelte'
import { waitsForMe } from '../../room/ask'
import { isOpen } from '../../room/ballot'
import type { Step } from '../../room/ceremony'
import { copyMinutes } from '../../room/copyMinutes'
import { onward } from '../../room/onward'
import { readyStep } from '../../room/ready'
import { sizingStep } from '../../room/sizing/step'
import type { View } from '../../room/view.svelte'
import { forecastOf, goalOf, stepsOf, undecidedIn } from './plan'
import { isSizing } from './sizing'

/** The one thing to do next for this person; or why there is none. */
export function step(m: Meeting<'planning'>, view: View): Step | undefined {
  const { step: w } = words.room
  const { agenda, ended } = m.room
  if (ended) return { say: w.copy, icon: 'copy', run: () => copyMinutes(m) }
  if (agenda.paused && m.may('resume')) return { say: w.resume, icon: 'play', run: () => m.act('resume', {}) }
  if (m.shared.paged && m.may('page') && m.me?.roles.includes('product_owner'))
    return { say: words.of('planning').page.come, icon: 'check', run: () => m.act('page', { on: false }) }
  switch (agenda.now) {
    case 'lobby':
      return inLobby(m, view)
    case 'why':
      return atGoal(m, view)
    case 'what':
      return isSizing(m) ? sizingStep(m, view) : enough(m)
    case 'confidence':
      return atFists(m, view)
    case 'close':
      return m.may('end') ? { say: w.end, icon: 'check', run: () => m.act('end', {}) } : undefined
    default:
      return further(m)
  }
}

function inLobby(m: Meeting<'planning'>, view: View): Step {
  const { step: w } = words.room
  const p = words.of('planning').step
  const mine = m.me?.roles.includes('developer') && m.shared.available?.[m.you] === undefined
  const say = () => {
    view.tab = 'time'
    view.reach('available')
  }
  const undecided = undecidedIn(m)
  if (mine) return { say: p.available, run: say }
  if (m.may('start'))
    return {
      say: p.start,
      run: () => m.act('start', {}),
      ...(undecided > 0 && { mind: p.undecided({ n: undecided }) }),
    }
  if (undecided > 0 && m.may('pull')) return { say: p.carried, run: () => (view.tab = 'carried') }
  const { holder } = m.room.baton
  return { say: holder ? w.waitStart({ name: m.nameOf(holder) }) : w.waitStartAny }
}

function atGoal(m: Meeting<'planning'>, view: View): Step {
  const p = words.of('planning')
  if (waitsForMe(m, 'veto')) {
    const ask = { ballot: 'veto', labels: p.veto.answer, promise: promiseOf(m, 'veto') }
    return view.phone ? { say: p.veto.question, ask } : { say: words.room.step.vote }
  }
  const goal = goalOf(m)
  if (goal && !goal.state && m.may('goal_confirm'))
    return { say: p.step.confirm, icon: 'check', run: () => m.act('goal_confirm', {}) }
  if (m.may('context') && !m.shared.context) return { say: p.step.context, run: () => m.act('context', {}) }
  if (m.may('next') && goal?.state === 'agreed') return further(m)
  if (goal?.state === 'asked') return reveals(m, 'veto') ?? { say: p.step.waitVeto }
  return { say: goal ? p.step.waitConfirm : p.step.waitGoal }
}

/** Where those who are asked cannot hide, or advise with their names, it is said before they answer. */
function promiseOf(m: Meeting<'planning'>, ballot: string): string {
  if (m.room.ballots[ballot]?.secrecy === 'anonymous') return words.room.ballot.promise
  const p = words.of('planning')
  return ballot === 'advice' ? p.fist.adviceExplain : p.named
}

/** Whoever leads need not wait for somebody who does not answer. */
function reveals(m: Meeting<'planning'>, ballot: string): Step | undefined {
  if (!isOpen(m.room.ballots[ballot]) || !m.may('reveal')) return undefined
  return { say: words.room.step.reveal, icon: 'eye', quiet: true, run: () => m.act('reveal', { ballot }) }
}

/** In the phase in which items are pulled nobody learns who has enough. */
function enough(m: Meeting<'planning'>): Step {
  if (!m.may('done') || m.may('next')) return further(m)
  const { step: p } = words.of('planning')
  return m.held.done
    ? { say: p.enoughSaid }
    : { say: p.enough, icon: 'check', quiet: true, run: () => m.act('done', { on: true }) }
}

function atFists(m: Meeting<'planning'>, view: View): Step {
  const p = words.of('planning')
  for (const ballot of ['confidence', 'advice'] as const)
    if (waitsForMe(m, ballot))
      return view.phone
        ? { say: p.fist[ballot], ask: { ballot, labels: {}, promise: promiseOf(m, ballot) } }
        : { say: words.room.step.vote }
  const doubted = m.shared.confidence === 'low'
  if (doubted && !m.shared.accepted && m.may('accept_risk'))
    return { say: p.step.accept, icon: 'check', quiet: true, run: () => m.act('accept_risk', { on: true }) }
  const shown = reveals(m, 'confidence')
  if (shown) return shown
  if (m.may('next')) return further(m)
  return { say: doubted ? p.step.waitDoubt : p.step.waitFists }
}

function further(m: Meeting<'planning'>): Step {
  const p = words.of('planning').step
  if (!m.may('next')) return readyStep(m)
  const phases = phasesOf(m.room)
  const after = phases[phases.findIndex((phase) => phase.key === m.room.agenda.now) + 1]?.key ?? ''
  const bare = forecastOf(m).filter(([id]) => stepsOf(m, id).length === 0).length
  return {
    say: wordFor(p.to, after) ?? words.room.bar.next,
    run: () => onward(m),
    ...(m.room.agenda.now === 'how' && bare > 0 && { mind: p.bare({ n: bare }) }),
  }
}
