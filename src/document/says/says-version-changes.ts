import { hasSentence } from './describes.ts'

const WRITES = '(?:write|update|change|modification|edit)'

const RISES = '(?:changes|incremented|increments|increased|increases|rises|raised|grows|goes up)'
const BY_ONE = '(?: by (?:exactly )?(?:1|one))'
const ADDS = String.raw`\b(?:an?|each|every|any) ${WRITES} (?:adds|always adds) (?:1|one) to\b`
const ANOTHER = String.raw`\bis (?:then )?(?:another|a new|a different|a fresh) (?:one|value|text|number) (?:with|on|at|by|after|upon) (?:each|every|any) ${WRITES}`
const SAYS = new RegExp(
  String.raw`${ANOTHER}|\b${RISES}${BY_ONE}? (?:with|on|at|by|after|upon) (?:each|every|any) ${WRITES}|\b(?:each|every) ${WRITES} (?:changes|increments|increases|sets)\b|${ADDS}`,
  'i',
)
const DENIES = /\b(?:not|never|n['’]t)\b/i

const STEP = new RegExp(
  String.raw`\b${RISES}${BY_ONE} (?:with|on|at|by|after|upon) (?:each|every|any) ${WRITES}|${ADDS}`,
  'i',
)

/** True if a description says of a version that it is one more after each write. */
export function saysVersionCounts(description: unknown): boolean {
  return hasSentence(description, STEP, DENIES)
}

/** True if a description says of a version that each write changes it. Example: `Changes with every write.` */
export function saysVersionChanges(description: unknown): boolean {
  return hasSentence(description, SAYS, DENIES)
}
