/** A shared/exclusive lock. Exclusive work waits for running shared work, and delays later shared work. */
export interface SharedLock {
  readonly shared: <T>(work: () => Promise<T>) => Promise<T>
  readonly exclusive: <T>(work: () => Promise<T>) => Promise<T>
}

/** A lock without holders. */
export function createSharedLock(): SharedLock {
  let holders = 0
  let last: Promise<unknown> = Promise.resolve()
  let wake: (() => void) | undefined
  const leave = (): void => {
    holders -= 1
    if (holders === 0) wake?.()
  }
  return {
    async shared(work) {
      // Waiting exclusive work runs first.
      for (let awaited; awaited !== last;) {
        awaited = last
        await awaited
      }
      holders += 1
      return work().finally(leave)
    },
    exclusive(work) {
      const turn = last.then(async () => {
        if (holders > 0) await new Promise<void>((resolve) => (wake = resolve))
        return work()
      })
      last = turn.catch(() => undefined)
      return turn
    },
  }
}
