import { wordFor, words } from '../../lib/i18n/words.svelte'
import { phasesOf } from '../../lib/forecast'
import { hasTurn } from '../../lib/rights'
import type { Meeting } from '../../lib/room.svelte'
import type { Step } from '../../room/ceremony'
import { waitsForMe } from '../../room/ask'
import { copyMinutes } from '../../room/copyMinutes'
import { onward } from '../../room/onward'
import { readyStep } from '../../room/ready'
import type { View } from '../../room/view.svelte'

/** The steps of every ceremony, and the standup's own. */
const says = () => ({ ...words.room.step, ...words.of('standup').step })

/** The one thing to do next, for this person in this moment; or one sentence that says why there is none. */
export function step(m: Meeting<'standup'>, view: View): Step | undefined {
  const { room } = m
  const w = says()
  if (room.ended) return { say: w.copy, icon: 'copy', run: () => copyMinutes(m) }
  if (room.agenda.paused && m.may('resume')) return { say: w.resume, icon: 'play', run: () => m.act('resume', {}) }
  switch (room.agenda.now) {
    case 'lobby':
      return inLobby(m, view)
    case 'round':
      return inRound(m, view)
    case 'close':
      return m.may('end') ? { say: w.end, icon: 'check', run: () => m.act('end', {}) } : undefined
    default:
      return between(m, view)
  }
}

function inLobby(m: Meeting<'standup'>, view: View): Step {
  const w = says()
  if (m.may('start')) return { say: m.shared.async ? w.startWritten : w.start, run: () => m.act('start', {}) }
  const wrote = m.shared.wrote?.[m.you] !== undefined
  if (m.may('note') && (view.unsaved || !wrote)) {
    return {
      say: w.handIn,
      icon: 'check',
      run: () => {
        view.tab = 'notes'
        view.reach('hand in')
      },
    }
  }
  if (m.shared.async) return { say: w.wroteEnough }
  const { holder } = m.room.baton
  return { say: holder ? w.waitStart({ name: m.nameOf(holder) }) : w.waitStartAny }
}

function inRound(m: Meeting<'standup'>, view: View): Step {
  const w = says()
  const { floor } = m.room
  const from = floor.speaker
  const mine = from === m.you
  if (floor.guest?.person === m.you) return { say: w.doneLast, icon: 'check', run: () => m.act('call_out', {}) }
  if (!from) return m.may('next') ? { say: w.to.blockers ?? '', run: () => onward(m) } : { say: place(m) }
  if (!m.may('pass')) return { say: place(m) }
  if (floor.mode === 'popcorn' && someoneWaits(m)) {
    const pick = () => {
      view.tab = 'next'
      view.reach('next')
    }
    return { say: mine ? w.donePick : w.pickNext, run: pick }
  }
  const run = () => m.act('pass', {})
  if (!floor.next) return { say: mine ? w.doneLast : w.endRound, run }
  const name = m.nameOf(floor.next)
  return { say: mine ? w.donePassTo({ name }) : w.passTo({ name }), run }
}

const someoneWaits = (m: Meeting<'standup'>) =>
  Object.values(m.room.floor.turns ?? {}).some((t) => ['waits', 'later', 'dropped'].includes(t.state))

/** Where I stand in the round, in a sentence. */
function place(m: Meeting<'standup'>): string {
  const w = says()
  const { floor } = m.room
  if (!m.me || !hasTurn(m.room, m.me)) return w.listen
  const turn = floor.turns?.[m.you]
  if (turn?.state === 'spoken' || turn?.state === 'skipped') return w.haveSpoken
  if (floor.next === m.you) return w.yourTurnNext
  const order = (floor.order ?? []).filter((id) => id === m.you || floor.turns?.[id]?.state === 'waits')
  const before = order[order.indexOf(m.you) - 1]
  return before ? w.turnAfter({ name: m.nameOf(before) }) : w.yourTurnNext
}

function between(m: Meeting<'standup'>, view: View): Step {
  const w = says()
  const { agenda, ballots } = m.room
  const track = agenda.now === 'plan' ? ballots.track : undefined
  const open = track?.state === 'open'
  if (view.phone && waitsForMe(m, 'pulse')) {
    const { pulse, pulseScale } = words.of('standup').goal
    return { say: pulse, ask: { ballot: 'pulse', labels: pulseScale, promise: words.room.ballot.promise } }
  }
  if (open && waitsForMe(m, 'track')) {
    const { answer: labels, plan } = words.of('standup')
    const { question } = plan
    return view.phone ? { say: question, ask: { ballot: 'track', labels } } : { say: w.vote }
  }
  if (open && m.may('reveal')) return { say: w.reveal, icon: 'eye', run: () => m.act('reveal', { ballot: 'track' }) }
  if (m.may('next')) {
    const phases = phasesOf(m.room)
    const after = phases[phases.findIndex((p) => p.key === agenda.now) + 1]?.key ?? ''
    return { say: wordFor(w.to, after) ?? words.room.bar.next, run: () => onward(m) }
  }
  return readyStep(m)
}
