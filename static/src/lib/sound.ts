/** Short soft tones, made here: no files, nothing to load. Each person may turn them off. */
export type Cue = 'soon' | 'zero' | 'turn' | 'done'

/** Hertz and the second at which each tone begins. */
const tunes: Record<Cue, [number, number][]> = {
  soon: [[587, 0]],
  zero: [
    [494, 0],
    [392, 0.16],
  ],
  turn: [
    [523, 0],
    [659, 0.12],
  ],
  done: [
    [523, 0],
    [659, 0.12],
    [784, 0.24],
  ],
}

let context: AudioContext | undefined

/** Silent until the person has touched the page: browsers want it so, and they are right. */
export function play(cue: Cue): void {
  try {
    context ??= new AudioContext()
    if (context.state === 'suspended') void context.resume()
    const start = context.currentTime + 0.02
    for (const [pitch, after] of tunes[cue]) tone(context, pitch, start + after)
  } catch {
    // No sound card, no sound: the picture says the same.
  }
}

function tone(ctx: AudioContext, pitch: number, at: number): void {
  const source = ctx.createOscillator()
  const level = ctx.createGain()
  source.type = 'sine'
  source.frequency.value = pitch
  level.gain.setValueAtTime(0, at)
  level.gain.linearRampToValueAtTime(0.12, at + 0.02)
  level.gain.exponentialRampToValueAtTime(0.0001, at + 0.5)
  source.connect(level).connect(ctx.destination)
  source.start(at)
  source.stop(at + 0.55)
}
