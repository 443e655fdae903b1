import type { ApiOperation } from '../../document/api-document.ts'
import { lastLiteral, pathShape } from './path-shape.ts'
import { wordsOf } from '../../words/words.ts'

const RESTORING: ReadonlySet<string> = new Set(['restore', 'undelete', 'recover', 'untrash', 'reinstate', 'revive'])

/** True for an action that brings a deleted member back, such as `POST /notes/{id}/restore`: its path or its id says so. */
export function restoresDeleted({ path, id }: ApiOperation): boolean {
  return [lastLiteral(pathShape(path).parts) ?? '', id].some((text) =>
    wordsOf(text).some((word) => RESTORING.has(word)),
  )
}

const SOFT = /\bsoft[- ]?delet|\bcan (?:still )?be (?:restored|recovered|undeleted)\b/i

/** True for a description of a delete after which the member can come back. Many frameworks find such a member no more. */
export function isSoftDelete(description: string): boolean {
  return SOFT.test(description)
}
