const listeners = new WeakMap<AbortSignal, Set<() => void>>()

/**
 * Calls back when a signal is aborted. All requests that wait for one signal share one listener: Node warns of more than ten. Returns the
 * function that ends the waiting.
 */
export function onAbort(signal: AbortSignal, listener: () => void): () => void {
  const waiting = listeners.get(signal) ?? listenTo(signal)
  waiting.add(listener)
  return () => void waiting.delete(listener)
}

function listenTo(signal: AbortSignal): Set<() => void> {
  const waiting = new Set<() => void>()
  signal.addEventListener('abort', () => waiting.forEach((listener) => listener()), { once: true })
  listeners.set(signal, waiting)
  return waiting
}
