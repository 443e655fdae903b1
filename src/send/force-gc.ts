import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Bytes of a body from which on it is worth a pause of some milliseconds. */
const LARGE = 500_000

let collect: (() => void) | undefined

/**
 * Has the memory of what an answer has left behind taken back at once, where it was a large one. By itself the runtime lets many of
 * them gather first, and a target that sends nothing else would make the run take hundreds of megabytes.
 */
export function giveBack(bytes: number): void {
  if (bytes < LARGE) return
  collect ??= collector()
  collect()
}

function collector(): () => void {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as () => void
}
