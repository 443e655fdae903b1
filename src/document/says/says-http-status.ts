import { describes } from './describes.ts'

const SAYS = /^\W*(?:(?:the|a|suggested) )*HTTP (?:status|return|response)(?: code)?\b/i

/** A number that has more in it, or that is of another answer. */
const DENIES = /\b(?:digits?|upstream|backend|remote|provider|last|previous|original)\b/i

/** True if a description says of a number that it is the status of the answer. Example: `Suggested HTTP return code.` */
export function saysHttpStatus(description: unknown): boolean {
  return describes(description, SAYS, DENIES)
}
