import { hasSentence } from './describes.ts'

const CLEARS =
  /\b(?:change|changes|changing|update|updating|write|new|another|other|it|this|setting)\b[^.;]*\b(?:clears|resets|empties|removes|unsets|erases) (?:the|its|all|any|that of)\b/i
const DENIES = /\b(?:null|empty|blank|omit\w*|not|never|cannot)\b/i

/** True if a description says of a property that a change of it clears others. Example: `A change of the country clears the VAT id.` */
export function saysClearsOthers(description: unknown): boolean {
  return hasSentence(description, CLEARS, DENIES)
}
