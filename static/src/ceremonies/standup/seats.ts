import { figure } from '../../lib/format'
import { wordFor, words, type RoomWords } from '../../lib/i18n/words.svelte'
import type { Person, Turns } from '../../lib/protocol.gen'
import { isHere, presenceOf } from '../../lib/presence'
import { hasTurn } from '../../lib/rights'
import type { Meeting } from '../../lib/room.svelte'
import { countedIn } from '../../room/ballot'
import { handWords } from '../../room/hands'
import type { SeatView, Standing } from '../../room/ring/seats'

type Look = Pick<SeatView, 'standing'> & { mark?: SeatView['mark'] | undefined; word?: string | undefined }

/** Who sits where: speaking order clockwise, then who is late, then who is away; a guest right after who speaks. */
export function seatOrder(m: Meeting<'standup'>): string[] {
  const { people, floor } = m.room
  const listed = (floor.order ?? []).filter((id) => people[id] && !people[id].left)
  const others = Object.entries(people)
    .filter(([id, p]) => hasTurn(m.room, p) && !listed.includes(id))
    .sort(([, a], [, b]) => Number(a.away ?? false) - Number(b.away ?? false) || a.rank - b.rank)
    .map(([id]) => id)
  const order = [...listed, ...others]
  const guest = floor.guest?.person
  if (guest && !order.includes(guest)) order.splice(order.indexOf(floor.speaker ?? '') + 1, 0, guest)
  return order
}

export function seatsOf(m: Meeting<'standup'>, w: RoomWords, over: boolean): SeatView[] {
  const { room } = m
  const phase = room.agenda.now
  const order = seatOrder(m)
  return order.flatMap((id): SeatView[] => {
    const p = room.people[id]
    if (!p) return []
    const look = lookOf(m, id, p, phase, w, over)
    const hand = room.floor.hands?.includes(id) ?? false
    const said = [
      look.word,
      id === m.you && look.standing !== 'speaking' && look.standing !== 'yours' && w.seat.you,
      !look.word && id !== m.you && room.baton.holder === id && w.seat.facilitates,
      handWords(room, id, w),
    ]
    return [
      {
        id,
        standing: look.standing,
        words: said.filter(Boolean).join(', '),
        hand,
        ...(look.mark && { mark: look.mark }),
        // Who is here is read at their seats, until there are so many that names would lie over each other.
        named: phase === 'lobby' && order.length <= 12,
      },
    ]
  })
}

function lookOf(m: Meeting<'standup'>, id: string, p: Person, phase: string, w: RoomWords, over: boolean): Look {
  const { floor, agenda } = m.room
  const s = w.seat
  if (floor.guest?.person === id) {
    const short = p.roles.map((role) => wordFor(s.short, role)).find(Boolean)
    return { standing: 'guest', mark: 'guest', word: short ? `${short}, ${s.calledIn}` : s.calledIn }
  }
  if (p.away) return { standing: 'away', word: s.away }
  if (phase === 'lobby') return inLobby(m, id, p, w)
  if (phase === 'round') return inRound(m, id, p, floor.turns?.[id], w, over)
  if (phase === 'plan') {
    const vote = inVote(m, id, w)
    if (vote) return vote
  }
  if (p.late) return { standing: 'late', mark: 'clock', word: s.late }
  if (phase === 'close') return { standing: 'spoken', mark: 'check' }
  return agenda.done?.[id] ? { standing: 'spoken', mark: 'check', word: s.done } : { standing: 'waits' }
}

function inLobby(m: Meeting<'standup'>, id: string, p: Person, w: RoomWords): Look {
  const s = w.seat
  const wrote = m.shared.wrote?.[id]
  if (p.late) return { standing: 'late', mark: 'clock', word: s.late }
  if (wrote)
    return { standing: 'spoken', mark: wrote.blocked ? 'flag' : 'check', word: wrote.blocked ? s.blocked : s.wrote }
  if (!isHere(m, id) && !p.bot) return { standing: 'away', word: s.notHere }
  return { standing: 'waits' }
}

const past: Record<string, Standing> = { spoken: 'spoken', skipped: 'spoken' }

function inRound(
  m: Meeting<'standup'>,
  id: string,
  p: Person,
  turn: Turns | undefined,
  w: RoomWords,
  over: boolean,
): Look {
  const s = w.seat
  const { floor } = m.room
  if (floor.speaker === id) {
    const word = id === m.you ? s.you : over ? s.overTime : s.speaking
    return { standing: 'speaking', word }
  }
  if (turn && past[turn.state]) {
    return {
      standing: 'spoken',
      mark: 'check',
      word: turn.state === 'skipped' ? s.skipped : turn.used ? figure(turn.used) : s.spoken,
    }
  }
  if (floor.next === id) return { standing: 'next', word: s.next }
  if (turn?.state === 'dropped' || presenceOf(m, id) === 'dropped')
    return { standing: 'late', mark: 'offline', word: s.dropped }
  if (p.late) return { standing: 'late', mark: 'clock', word: s.late }
  if (turn?.state === 'later') return { standing: 'waits', mark: 'clock', word: s.later }
  return { standing: 'waits' }
}

/** Hollow until somebody has answered; then filled, and at the reveal the answer in words. */
function inVote(m: Meeting<'standup'>, id: string, w: RoomWords): Look | undefined {
  const ballot = m.room.ballots.track
  if (!ballot || !countedIn(m, ballot).includes(id)) return undefined
  const card = ballot.results?.[String(ballot.round)]?.votes?.[id]?.card
  if (card) return { standing: 'done', mark: card === 'up' ? 'check' : undefined, word: words.answer(card) }
  if (ballot.state === 'closed') return { standing: 'waits' }
  return ballot.done?.[id]
    ? { standing: 'done', mark: 'check', word: w.seat.voted }
    : { standing: 'spoken', word: w.seat.notVoted }
}
