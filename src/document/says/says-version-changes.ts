import { hasSentence } from './describes.ts'

const WRITES = '(?:write|update|change|modification|edit)'

const SAYS = new RegExp(
  String.raw`\b(?:changes|incremented|increments|increased|increases) (?:with|on|at|by|after|upon) (?:each|every|any) ${WRITES}|\b(?:each|every) ${WRITES} (?:changes|increments|increases|sets)\b`,
  'i',
)
const DENIES = /\b(?:not|never|n['’]t)\b/i

/** True for a description which says of a version that each write changes it, such as `Changes with every write.` */
export function saysVersionChanges(description: unknown): boolean {
  return hasSentence(description, SAYS, DENIES)
}
