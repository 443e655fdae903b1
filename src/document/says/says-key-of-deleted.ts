import { hasSentence } from './describes.ts'

const KEY = '(?:ids?|names?|keys?|identifiers?)'
const DELETED = '(?:deleted|removed|archived)'
const TAKEN = new RegExp(
  [
    String.raw`\b${KEY} of (?:an? )?${DELETED} (?:\w+ )?\w+ (?:stays?|remains?|is|are) (?:still )?(?:taken|reserved|in use|used)\b`,
    String.raw`\b${DELETED} (?:\w+ )?\w+ keeps? (?:its|their) ${KEY}\b`,
  ].join('|'),
  'i',
)
const DENIES = /\b(?:not|never|no longer|until|unless|for \d+)\b/i

/** True for a description which says that the key of a deleted member is not free. Example: `The id of a deleted sensor stays taken.` */
export function saysKeyStaysTaken(description: unknown): boolean {
  return hasSentence(description, TAKEN, DENIES)
}

const NEW = new RegExp(
  String.raw`\b(?:new|re-?created) (?:\w+ )?\w+ (?:under|with|of) (?:the (?:same )?|a )?${KEY} (?:of an? (?:old|earlier|former|${DELETED}) \w+ )?(?:has|gets|is given) (?:an?other|a new|a different)\b`,
  'i',
)

/** True for a description of a value that another member under the key of a deleted one does not have. */
export function saysNewWhenRecreated(description: unknown): boolean {
  return hasSentence(description, NEW)
}
