import { createSubscriber } from 'svelte/reactivity'
import { ServerClock } from './clock'

/**
 * The page's one clock signal. It moves once a second, for all figures at once,
 * and in step with the deadline that matters most (`align`), so that every
 * screen in the room turns from 0:01 to 0:00 in the same moment.
 */
class Now {
  readonly server = new ServerClock()
  /** Asks the server for its time; set by whoever has a line to it. */
  ask = () => {}
  #phase = 0
  #still: number | undefined
  #at = 0
  #rearm = () => {}

  #subscribe = createSubscriber((update) => {
    let timer: ReturnType<typeof setTimeout>
    const arm = () => {
      const into = (((this.server.now() - this.#phase) % 1000) + 1000) % 1000
      timer = setTimeout(tick, 1000 - into + 5)
    }
    const tick = () => {
      this.server.slept()
      if (!this.server.sure) this.ask()
      this.#at = this.exact()
      update()
      arm()
    }
    const looked = () => {
      if (document.visibilityState !== 'visible') return
      this.server.forget()
      this.refresh()
    }
    document.addEventListener('visibilitychange', looked)
    this.#rearm = () => {
      clearTimeout(timer)
      tick()
    }
    this.#at = this.exact()
    arm()
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', looked)
      this.#rearm = () => {}
    }
  })

  /** Server time, moving in whole seconds; reading it in a component subscribes. */
  get second(): number {
    this.#subscribe()
    return this.#still ?? (this.#at || this.exact())
  }

  /** What is shown was measured, and not before a sleep. */
  get sure(): boolean {
    this.#subscribe()
    return this.#still !== undefined || this.server.sure
  }

  /** Another number whenever time was set by more than can go unseen. */
  get set(): number {
    this.#subscribe()
    return this.server.set
  }

  /** Server time to the millisecond, without subscribing. */
  exact(): number {
    return this.#still ?? this.server.now()
  }

  /** Turn together with this moment. */
  align(moment: number): void {
    const phase = moment % 1000
    if (Math.abs(phase - this.#phase) < 1) return
    this.#phase = phase
    this.#rearm()
  }

  /** After the offset or the deadline changed: show it now, not at the next second. */
  refresh(): void {
    this.#rearm()
  }

  /** For stories and pictures: time stands still here. */
  freeze(at: number): void {
    this.#still = at
  }
}

export const now = new Now()
