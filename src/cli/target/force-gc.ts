import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

let collect: (() => void) | undefined
/** The memory in use after the last collection, in bytes. */
let left = 0

/** The growth since the last collection from which another collection is worth its time, in bytes. */
const WORTHWHILE = 8_000_000

/**
 * Collects garbage at once, where memory grew since the last collection. Without this call, large answers fill hundreds of megabytes before
 * Node collects. The function sets a flag of the whole process, so the library must not use the function.
 * @param worthwhile the growth from which to collect, in bytes
 */
export function forceGc(worthwhile = WORTHWHILE): void {
  const used = inUse()
  // Node collects on its own too.
  left = Math.min(left, used)
  if (used - left < worthwhile) return
  collect ??= collector()
  collect()
  left = inUse()
}

/** The bytes of objects and of buffers. */
function inUse(): number {
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

/** Heap use above which reports are rendered only after a collection, in bytes: rendering needs several times their length. */
const LARGE_HEAP = 60_000_000

/** Collects garbage before reports are rendered, where there is much. */
export function makeRoom(worthwhile = WORTHWHILE): void {
  if (process.memoryUsage().heapUsed > LARGE_HEAP) forceGc(worthwhile)
}

function collector(): () => void {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as () => void
}
