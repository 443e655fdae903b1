import { describes } from './describes.ts'

/** True for a description which says of a version that each write changes it, such as `Changes with every write.` */
export function saysVersionChanges(description: unknown): boolean {
  return describes(
    description,
    /\bchange[sd]? (?:with|on|at|by|after|upon) (?:each|every|any)\b|\b(?:each|every) (?:write|change|update|modification) (?:changes|increments|increases|updates|sets)\b|\bincrement(?:s|ed) (?:with|on|at|by|after|upon) (?:each|every)\b/i,
  )
}
