import { hasSentence } from './describes.ts'
import { ignoresCase } from './says-unique.ts'

/** True if a description says that keys in other letters' case are other keys. */
export function saysCaseMatters(description: unknown): boolean {
  return !ignoresCase(description) && hasSentence(description, MATTERS, DENIES)
}

const MATTERS = /\bcase[- ]sensitiv(?:e|ity|ely)\b/i
const DENIES = /\b(?:not|never|non|isn['’]t|aren['’]t|without|regardless)\b/i
