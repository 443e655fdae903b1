const EPOCH = String.raw`(?:elapsed |passed )?since (?:the )?(?:unix|posix|epoch|1970|(?:1(?:st)?(?: of)? )?jan(?:uary)?\b[^.]*\b1970)`
const MILLISECONDS = new RegExp(
  String.raw`\bmilli-?seconds? ${EPOCH}|\b(?:unix|epoch) (?:time ?stamp|time) in milli-?seconds\b`,
  'i',
)
const SECONDS = new RegExp(String.raw`\bseconds? ${EPOCH}|\b(?:unix|epoch) (?:time ?stamp|time) in seconds\b`, 'i')

/**
 * The unit of an instant that a description states, such as `Milliseconds since the epoch`. Undefined for any other description: the seconds since
 * the member was created are an age.
 */
export function saysEpoch(description: unknown): 'milliseconds' | 'seconds' | undefined {
  if (typeof description !== 'string') return undefined
  if (MILLISECONDS.test(description)) return 'milliseconds'
  return SECONDS.test(description) ? 'seconds' : undefined
}
