/** How many requests in a row may come to nothing. */
const MOST = 3
/** What took longer than this is waited for no more; what fails at once may well be tried, for the clean-up's sake. Milliseconds. */
const SLOW = 1_000

/** Requests in a row that came to nothing: a target that has fallen silent is not waited for again and again. */
export interface CircuitBreaker {
  readonly answered: () => void
  readonly unanswered: (reason: string, after: { readonly milliseconds: number; readonly timedOut: boolean }) => void
  /** Why no further case is begun, once it has lasted too long. */
  readonly reason: () => string | undefined
  /** Whether nothing is to be sent any more, since waiting for it would only take time. */
  readonly isOpen: () => boolean
}

export function createCircuitBreaker(): CircuitBreaker {
  let count = 0
  let last = ''
  let slow = false
  return {
    answered() {
      count = 0
    },
    unanswered(reason, { milliseconds, timedOut }) {
      count += 1
      last = reason
      slow = timedOut || milliseconds > SLOW
    },
    reason: () => (count < MOST ? undefined : `${MOST} requests in a row came to nothing: ${last}`),
    isOpen: () => count >= MOST && slow,
  }
}
