import { words } from '../../../lib/i18n/words.svelte'
import { isHere, onMyDevice } from '../../../lib/presence'
import type { Meeting } from '../../../lib/room.svelte'
import { isOpen } from '../../../room/ballot'
import type { Step } from '../../../room/ceremony'
import type { View } from '../../../room/view.svelte'
import { toNext } from '../toNext'
import { toGive } from './toGive'
import { doneOf, iAmDone, takesPart, votesIn } from './people'

type Retro = Meeting<'retrospective'>

/** The next action in the phases in which the board is on stage: write, read, group, vote. */
export function boardStep(m: Retro, view: View): Step | undefined {
  switch (m.room.agenda.now) {
    case 'write':
      return whileWriting(m, view)
    case 'read':
      return whileReading(m)
    case 'group':
      return whileGrouping(m)
    case 'vote':
      return whileVoting(m, view)
  }
  return undefined
}

const says = () => words.of('retrospective').board.step

function whileWriting(m: Retro, view: View): Step {
  const w = says()
  const part = takesPart(m.room, m.you)
  const { writing } = m.shared
  if (writing === 'few') return m.may('next') ? toNext(m, w.onWithout) : { say: w.waitPeople }
  if (part && view.unsaved) return { say: w.save, icon: 'check', run: () => view.reach('save note') }
  if (writing === 'frozen') return { say: w.frozen }
  if (part && !iAmDone(m)) return done(m, w.doneWriting)
  return inSecret(m, part ? w.stillWrite : w.othersWrite, w.toRead)
}

function whileReading(m: Retro): Step {
  const w = says()
  const { aloud, reading, reader } = m.shared
  if (aloud && reading) {
    const gone = !reader || !isHere(m, reader)
    const mine = reader && onMyDevice(m, reader)
    if (mine || (gone && m.facilitating)) return { say: w.nextNote, run: () => m.act('read', {}) }
    return { say: w.reads({ name: m.nameOf(reader) }) }
  }
  if (m.may('next') && (aloud || iAmDone(m) || !takesPart(m.room, m.you))) return toNext(m)
  if (iAmDone(m) || !m.may('done')) return { say: w.othersRead }
  return done(m, w.doneReading)
}

function whileGrouping(m: Retro): Step {
  const w = says()
  if (m.may('next') && (iAmDone(m) || !takesPart(m.room, m.you))) return toNext(m)
  if (iAmDone(m) || !m.may('done')) return { say: w.othersGroup }
  return done(m, w.doneGrouping)
}

function whileVoting(m: Retro, view: View): Step {
  const w = says()
  if (!isOpen(m.room.ballots.dots)) return m.may('next') ? toNext(m) : { say: w.waitDiscuss }
  if (votesIn(m, 'dots') && !iAmDone(m)) {
    const { budget = m.shared.dots } = m.room.ballots.dots ?? {}
    const left = view.toGive ?? budget
    return {
      say: w.doneVoting,
      icon: 'check',
      quiet: left > 0,
      // A wide page has both beside the board.
      ...(view.phone && {
        mind: toGive(words.of('retrospective').board.vote, left, budget),
        timer: m.room.timers.phase,
      }),
      run: () => {
        view.reach('send dots')
        return m.act('done', { on: true })
      },
    }
  }
  const { done, of } = doneOf(m)
  if (of > 0 && done >= of && m.may('reveal'))
    return { say: w.showTotals, icon: 'eye', run: () => m.act('reveal', { ballot: 'dots' }) }
  return { say: votesIn(m, 'dots') ? w.stillVote : w.othersVote }
}

const done = (m: Retro, say: string): Step => ({ say, icon: 'check', run: () => m.act('done', { on: true }) })
/** Nobody is cut off in the middle of a word: the filled button ends a secret phase only when all are done. The key for it is in the bar. */
function inSecret(m: Retro, wait: string, next: string): Step {
  const { done, of } = doneOf(m)
  return m.may('next') && of > 0 && done >= of ? toNext(m, next) : { say: wait }
}
