/** A queue of events with several producers and one consumer. `end(error)` makes the consumer throw the error. */
export interface EventQueue<T> extends AsyncIterable<T> {
  readonly push: (event: T) => void
  readonly end: (error?: unknown) => void
}

/** An empty queue; its iterator waits for events until `end` is called. */
export function createEventQueue<T>(): EventQueue<T> {
  const waiting: T[] = []
  let ended = false
  let failure: unknown
  let wake: (() => void) | undefined
  const notify = (): void => {
    wake?.()
    wake = undefined
  }
  return {
    push(event) {
      waiting.push(event)
      notify()
    },
    end(error) {
      ended = true
      failure = error
      notify()
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        while (waiting.length > 0) yield waiting.shift() as T
        if (failure !== undefined) throw failure
        if (ended) return
        await new Promise<void>((resolve) => (wake = resolve))
      }
    },
  }
}
