const listeners = new WeakMap<AbortSignal, Set<() => void>>()

/**
 * Calls back when a signal is aborted. Many requests may wait for one signal: it has a single listener for all of them, as an event target warns
 * of more than ten. Returns the function that ends the waiting.
 */
export function onAbort(signal: AbortSignal, listener: () => void): () => void {
  let waiting = listeners.get(signal)
  if (waiting === undefined) {
    const all = new Set<() => void>()
    signal.addEventListener('abort', () => all.forEach((one) => one()), { once: true })
    listeners.set(signal, all)
    waiting = all
  }
  const all = waiting
  all.add(listener)
  return () => void all.delete(listener)
}
