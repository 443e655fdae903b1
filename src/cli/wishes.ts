import { EventEmitter, once } from 'node:events'
import type { Wish } from './watch-keys.ts'

/** Wishes for another round of a watched run, or for the end. */
export interface Wishes {
  readonly make: (wish: Wish) => void
  /** Begins a round. The signal is aborted at the next wish. */
  readonly begin: () => AbortSignal
  readonly isMade: () => boolean
  /** Waits for a wish. */
  readonly next: () => Promise<Wish>
}

/** No wishes. The wish to quit stays the last one. */
export function createWishes(): Wishes {
  const emitter = new EventEmitter()
  let made: Wish | undefined
  let round = new AbortController()
  const take = (): Wish | undefined => {
    const wish = made
    if (wish !== 'quit') made = undefined
    return wish
  }
  return {
    make(wish) {
      if (made !== 'quit') made = wish
      round.abort()
      emitter.emit('wish')
    },
    begin() {
      round = new AbortController()
      if (made === 'quit') round.abort()
      return round.signal
    },
    isMade: () => made !== undefined,
    async next() {
      if (made === undefined) await once(emitter, 'wish')
      return take() ?? 'again'
    },
  }
}
