import { describes } from './describes.ts'

/** True for a description which says of a number that it is the status of the answer, such as `Suggested HTTP return code.` */
export function saysHttpStatus(description: unknown): boolean {
  return describes(description, /\bHTTP (?:status|return|response)(?: code)?\b/i)
}
