import { EventEmitter, once } from 'node:events'
import type { WatchRequest } from './watch-keys.ts'

/** Requests for another round of a watched run, or for the end. */
export interface WatchRequests {
  readonly make: (request: WatchRequest) => void
  /** Begins a round. The signal is aborted at the next request. */
  readonly begin: () => AbortSignal
  readonly isMade: () => boolean
  /** Waits for a request. */
  readonly next: () => Promise<WatchRequest>
}

/** No requests. The request to quit stays the last one. */
export function createWatchRequests(): WatchRequests {
  const emitter = new EventEmitter()
  let made: WatchRequest | undefined
  let round = new AbortController()
  const take = (): WatchRequest | undefined => {
    const request = made
    if (request !== 'quit') made = undefined
    return request
  }
  return {
    make(request) {
      if (made !== 'quit') made = request
      round.abort()
      emitter.emit('request')
    },
    begin() {
      round = new AbortController()
      if (made === 'quit') round.abort()
      return round.signal
    },
    isMade: () => made !== undefined,
    async next() {
      if (made === undefined) await once(emitter, 'request')
      return take() ?? 'again'
    },
  }
}
