/** Lanes pass side by side; what must be exclusive waits until they have passed, and holds them up while it runs. */
export interface SharedLock {
  readonly shared: <T>(work: () => Promise<T>) => Promise<T>
  readonly exclusive: <T>(work: () => Promise<T>) => Promise<T>
}

export function createSharedLock(): SharedLock {
  let inside = 0
  let last: Promise<unknown> = Promise.resolve()
  let wake: (() => void) | undefined
  const leave = (): void => {
    inside -= 1
    if (inside === 0) wake?.()
  }
  return {
    async shared(work) {
      // Whoever waits to be exclusive is let in first.
      for (let seen; seen !== last;) {
        seen = last
        await seen
      }
      inside += 1
      return work().finally(leave)
    },
    exclusive(work) {
      const turn = last.then(async () => {
        if (inside > 0) await new Promise<void>((resolve) => (wake = resolve))
        return work()
      })
      last = turn.catch(() => undefined)
      return turn
    },
  }
}
