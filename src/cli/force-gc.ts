import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

let collect: (() => void) | undefined

/**
 * Collects garbage at once. Without this call, large answers fill hundreds of megabytes before Node collects. The function sets a
 * flag of the whole process, so the library must not use the function.
 */
export function forceGc(): void {
  collect ??= collector()
  collect()
}

/** Heap use above which reports are rendered only after a collection, in bytes: rendering needs several times their length. */
const LARGE_HEAP = 60_000_000

/** Collects garbage before reports are rendered, where there is much. */
export function makeRoom(): void {
  if (process.memoryUsage().heapUsed > LARGE_HEAP) forceGc()
}

function collector(): () => void {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as () => void
}
