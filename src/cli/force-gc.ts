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

function collector(): () => void {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as () => void
}
