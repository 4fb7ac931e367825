import { phasesOf } from '../../lib/forecast'
import { wordFor, words } from '../../lib/i18n/words.svelte'
import type { Meeting } from '../../lib/room.svelte'
import { waitsForMe } from '../../room/ask'
import { isOpen } from '../../room/ballot'
import type { Step } from '../../room/ceremony'
import { copyMinutes } from '../../room/copyMinutes'
import { onward } from '../../room/onward'
import { readyStep } from '../../room/ready'
import type { View } from '../../room/view.svelte'
import { demoNow, nextDemo, ordersDemos, undecided } from './review'

/** The one thing to do next for this person; or why there is none. */
export function step(m: Meeting<'review'>, view: View): Step | undefined {
  const { step: w } = words.room
  const { agenda, ended } = m.room
  if (ended) return { say: w.copy, icon: 'copy', run: () => copyMinutes(m) }
  if (agenda.paused && m.may('resume')) return { say: w.resume, icon: 'play', run: () => m.act('resume', {}) }
  switch (agenda.now) {
    case 'lobby':
      return inLobby(m)
    case 'outcome':
      return atGoal(m, view)
    case 'demos':
      return atDemos(m, view)
    case 'context':
      return atContext(m)
    case 'next':
      return atCandidates(m, view)
    default:
      return atClose(m, view)
  }
}

function inLobby(m: Meeting<'review'>): Step {
  const { step: w } = words.room
  if (m.may('start')) return { say: words.of('review').step.start, run: () => m.act('start', {}) }
  const { holder } = m.room.baton
  return { say: holder ? w.waitStart({ name: m.nameOf(holder) }) : w.waitStartAny }
}

/** Shows what it is about, on a phone too, and puts the focus there. */
function goTo(view: View, tab: string, field: string): () => void {
  return () => {
    view.tab = tab
    // The panel is there only once it is drawn.
    requestAnimationFrame(() => view.reach(field))
  }
}

function atGoal(m: Meeting<'review'>, view: View): Step {
  const w = words.of('review').step
  if (!m.shared.outcome) {
    if (m.may('goal_outcome')) return { say: w.outcome, run: goTo(view, 'goal', 'outcome') }
    if (!m.may('next')) return { say: w.waitOutcome }
  }
  return further(m, m.shared.outcome ? undefined : w.noOutcome)
}

function atDemos(m: Meeting<'review'>, view: View): Step {
  const w = words.of('review').step
  const now = demoNow(m)
  const after = nextDemo(m)
  if (now?.by === m.you) return { say: w.end, icon: 'check', run: () => m.act('demo_end', {}) }
  if (ordersDemos(m)) {
    if (now) {
      const say = now.by ? w.endOf({ name: m.nameOf(now.by) }) : w.end
      return { say, icon: 'check', quiet: !m.shared.over, run: () => m.act('demo_end', {}) }
    }
    return after
      ? { say: w.show({ title: after[1].title }), icon: 'play', run: () => m.act('demo_start', {}) }
      : further(m)
  }
  if (now) return saysOrWatches(m, view)
  return after ? { say: w.waitShow({ title: after[1].title }) } : readyStep(m)
}

/** Whoever takes part is always one tap away from saying what they think. */
function saysOrWatches(m: Meeting<'review'>, view: View): Step {
  const w = words.of('review').step
  const now = demoNow(m)
  if (m.may('feedback')) return { say: w.say, quiet: true, run: goTo(view, 'now', 'say') }
  const title = now?.title ?? ''
  return { say: now?.by ? w.watch({ name: m.nameOf(now.by), title }) : w.watchNobody({ title }) }
}

function atContext(m: Meeting<'review'>): Step {
  const { step: w, speaks } = words.of('review')
  const { speaker } = m.room.floor
  if (speaker === m.you) return { say: w.contextEnd, icon: 'check', run: () => m.act('call_next', {}) }
  if (m.may('context') && !m.shared.heard?.includes(m.you) && !speaker)
    return { say: w.context, run: () => m.act('context', {}) }
  if (m.may('next')) return further(m)
  return speaker ? { say: speaks({ name: m.nameOf(speaker) }) } : readyStep(m)
}

function atCandidates(m: Meeting<'review'>, view: View): Step {
  const w = words.of('review').step
  const open = undecided(m)
  const ballot = m.room.ballots.dots
  if (waitsForMe(m, 'dots')) return { say: w.dots, run: goTo(view, 'candidates', 'dots dots') }
  if (isOpen(ballot) && m.may('reveal'))
    return { say: words.room.step.reveal, icon: 'eye', run: () => m.act('reveal', { ballot: 'dots' }) }
  if (!ballot && open.length > 1 && m.may('dots') && (m.may('next') || m.may('decide')))
    return { say: w.ask, run: () => m.act('dots', {}) }
  const first = open[0]
  if (first && m.may('decide'))
    return { say: w.decide({ title: first[1].title }), run: goTo(view, 'candidates', `decide ${first[0]}`) }
  if (!m.may('next')) return open.length ? { say: w.waitDecide } : readyStep(m)
  return further(m, open.length ? w.undecided({ n: open.length }) : undefined)
}

function atClose(m: Meeting<'review'>, view: View): Step {
  const w = words.of('review')
  if (waitsForMe(m, 'roti')) {
    const ask = { ballot: 'roti', labels: w.worth.labels, promise: words.room.ballot.promise }
    return view.phone ? { say: w.worth.question, ask } : { say: words.room.step.vote }
  }
  if (m.may('end')) return { say: words.room.step.end, icon: 'check', run: () => m.act('end', {}) }
  return { say: w.step.read }
}

function further(m: Meeting<'review'>, mind?: string): Step {
  if (!m.may('next')) return readyStep(m)
  const phases = phasesOf(m.room)
  const after = phases[phases.findIndex(({ key }) => key === m.room.agenda.now) + 1]?.key ?? ''
  return {
    say: wordFor(words.of('review').step.to, after) ?? words.room.bar.next,
    run: () => onward(m),
    ...(mind && { mind }),
  }
}
