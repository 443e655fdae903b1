import { hasSentence } from './describes.ts'

const SAYS =
  /\bcontain(?:s|ing|ed)?\b|\bsubstrings?\b|\b(?:any )?part of\b|\banywhere in\b|\bpartial(?:ly)?[- ]match(?:es|ing)?\b|\bmatch(?:es)? part(?:s|ially)?\b/i
const DENIES = /\b(?:not|never|no)\b|n['’]t\b|\b(?:words?|terms?|tokens?|tags?|keywords?|beginning|start|prefix)\b/i

/** True if a description says that a part of a text is enough to find it. Example: `Books whose title contains the text.` */
export function saysPart(description: unknown): boolean {
  return hasSentence(description, SAYS, DENIES)
}
