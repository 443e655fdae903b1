const MILLISECONDS =
  /\bmilli-?seconds? since (?:the |unix |1970|epoch)|\b(?:unix|epoch) (?:time ?stamp|time) in milli-?seconds\b/i
const SECONDS = /\bseconds? since (?:the |unix |1970|epoch)|\b(?:unix|epoch) (?:time ?stamp|time) in seconds\b/i

/** The unit of an instant that a description states, such as `Milliseconds since the epoch`. Undefined for any other description. */
export function saysEpoch(description: unknown): 'milliseconds' | 'seconds' | undefined {
  if (typeof description !== 'string') return undefined
  if (MILLISECONDS.test(description)) return 'milliseconds'
  return SECONDS.test(description) && !/\bsince (?:the )?(?:start|last|boot)/i.test(description) ? 'seconds' : undefined
}
