/*
 * While an anonymous round is open, what is private goes by the beat, both ways: frames of one size, whether there is
 * something to say or not, so that who counts bytes learns nothing. What is to be said is lines of JSON, cut wherever a
 * frame is full (docs/protocol.md).
 */

/** Sizes in bytes of what may be anonymous: one for each kind, enough for the longest text in any script. */
export const sizes = { beat: 1024, short: 256, act: 5120 }

const bytes = (text: string): number => new TextEncoder().encode(text).length

/** Spaces behind the text, which JSON ignores. */
export const padded = (text: string, size: number): string => text + ' '.repeat((size - (bytes(text) % size)) % size)

/** What is to be said by the beat. */
export class Said {
  #rest = ''

  add(message: unknown): void {
    this.#rest += `${JSON.stringify(message)}\n`
  }

  /** The next frame. */
  beat(): string {
    let text = ''
    let size = bytes('{"beat":""}')
    for (const sign of this.#rest) {
      size += bytes(JSON.stringify(sign)) - 2
      if (size > sizes.beat) break
      text += sign
    }
    this.#rest = this.#rest.slice(text.length)
    return padded(JSON.stringify({ beat: text }), sizes.beat)
  }
}

/** What came by the beat. */
export class Heard {
  #part = ''

  /** The lines that are whole now. */
  add(beat: string): string[] {
    const lines = (this.#part + beat).split('\n')
    this.#part = lines.pop() ?? ''
    return lines
  }
}
