import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

let collect: (() => void) | undefined

/**
 * Collects garbage at once. By itself the runtime lets many large answers gather first, and a run at a target that sends nothing else
 * takes hundreds of megabytes. It switches a flag of the whole process on, so only the command line does it, never the library.
 */
export function forceGc(): void {
  collect ??= collector()
  collect()
}

function collector(): () => void {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as () => void
}
