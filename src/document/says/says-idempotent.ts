import { hasSentence } from './describes.ts'

const SAYS =
  /\bidempoten(?:t|cy|ce)\b|\b(?:safely|avoid|prevent)\w* (?:\w+ ){0,3}(?:retr|repeat|duplicat)\w*|\bunique (?:for|to|per) (?:each|every) (?:\W?\w+\W? )?request\b/i
const DENIES = /\b(?:not|never|no) (?:\w+ )?idempoten/i

/** True if a description says of a value that a request with the same one is done once. Example: `Makes retries idempotent.` */
export function saysIdempotent(description: unknown): boolean {
  return hasSentence(description, SAYS, DENIES)
}
