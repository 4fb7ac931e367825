import { words } from '../../lib/i18n/words.svelte'
import { phasesOf } from '../../lib/forecast'
import { hasTurn } from '../../lib/rights'
import type { Meeting } from '../../lib/room.svelte'
import type { Step } from '../../room/ceremony'
import type { View } from '../../room/view.svelte'

/** The one thing to do next, for this person in this moment; or one sentence that says why there is none. */
export function step(m: Meeting, view: View): Step | undefined {
  const { room } = m
  const w = words.room.step
  if (room.ended) return undefined
  if (room.agenda.paused && m.may('resume')) return { say: w.resume, icon: 'play', run: () => m.act('resume', {}) }
  switch (room.agenda.now) {
    case 'lobby':
      return inLobby(m, view)
    case 'round':
      return inRound(m, view)
    case 'close':
      return m.may('end') ? { say: w.end, icon: 'check', run: () => m.act('end', {}) } : undefined
    default:
      return between(m)
  }
}

function inLobby(m: Meeting, view: View): Step {
  const w = words.room.step
  if (m.may('start')) return { say: w.start, run: () => m.act('start', {}) }
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
  const { holder } = m.room.baton
  return { say: holder ? w.waitStart(m.nameOf(holder)) : w.waitStartAny }
}

function inRound(m: Meeting, view: View): Step {
  const w = words.room.step
  const { floor } = m.room
  const mine = floor.speaker === m.you
  if (m.may('pass') && (mine || m.facilitating)) {
    const waiting = Object.values(floor.turns ?? {}).some((t) => t.state === 'waits' || t.state === 'later')
    if (floor.next) {
      const name = m.nameOf(floor.next)
      const to = floor.next
      return { say: mine ? w.donePassTo(name) : w.passTo(name), run: () => m.act('pass', { to }) }
    }
    // Popcorn, or nobody preselected: the person picks.
    if (waiting)
      return {
        say: floor.speaker ? w.donePick : w.pickFirst,
        run: () => {
          view.tab = 'next'
          view.reach('next')
        },
      }
    if (floor.speaker) return { say: mine ? w.doneLast : w.endRound, run: () => m.act('pass', {}) }
    if (m.may('next')) return { say: w.to.blockers ?? '', run: () => m.act('next', {}) }
  }
  return { say: place(m) }
}

/** Where I stand in the round, in a sentence. */
function place(m: Meeting): string {
  const w = words.room.step
  const { floor } = m.room
  if (!m.me || !hasTurn(m.me)) return w.listen
  const turn = floor.turns?.[m.you]
  if (turn?.state === 'spoken' || turn?.state === 'skipped') return w.haveSpoken
  if (floor.next === m.you) return w.yourTurnNext
  const order = (floor.order ?? []).filter((id) => id === m.you || floor.turns?.[id]?.state === 'waits')
  const before = order[order.indexOf(m.you) - 1]
  return before ? w.turnAfter(m.nameOf(before)) : w.yourTurnNext
}

function between(m: Meeting): Step {
  const w = words.room.step
  const { agenda, ballots } = m.room
  const asked = Object.entries(ballots).find(([, b]) => b.state === 'open' && b.who[m.you])
  const voted =
    asked && (m.held.votes?.[asked[0]] !== undefined || m.pending('vote').some((v) => v.ballot === asked[0]))
  if (m.may('next')) {
    const open = Object.entries(ballots).find(
      ([id, b]) => b.state === 'open' && (id === 'track') === (agenda.now === 'plan'),
    )
    if (open && m.may('reveal') && agenda.now === 'plan' && (voted || !asked))
      return { say: w.reveal, icon: 'eye', run: () => m.act('reveal', { ballot: open[0] }) }
    const phases = phasesOf(m.room)
    const after = phases[phases.findIndex((p) => p.key === agenda.now) + 1]?.key ?? ''
    return { say: w.to[after] ?? words.room.bar.next, run: () => m.act('next', {}) }
  }
  if (asked && !voted) return { say: w.vote }
  if (!m.may('done')) return { say: w.waiting }
  return agenda.done?.[m.you]
    ? { say: w.waiting }
    : { say: w.done, icon: 'check', run: () => m.act('done', { on: true }) }
}
