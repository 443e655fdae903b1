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

/** A run whose events are read while it goes on. */
export interface Emitting<T> {
  /** Aborted by the caller, or where the consumer stops reading. */
  readonly signal: AbortSignal
  readonly emit: (event: T) => void
}

/**
 * Yields the events that a run emits, until it ends.
 * @throws the error of the run.
 */
export async function* streamEvents<T>(
  signal: AbortSignal | undefined,
  fire: (emitting: Emitting<T>) => Promise<void>,
): AsyncGenerator<T, void, undefined> {
  const queue = createEventQueue<T>()
  const abandoned = new AbortController()
  const own = signal === undefined ? abandoned.signal : AbortSignal.any([signal, abandoned.signal])
  const work = fire({ signal: own, emit: queue.push }).then(() => queue.end(), queue.end)
  try {
    yield* queue
  } finally {
    abandoned.abort()
    await work
  }
}
