import { successOf } from './body-schema.ts'
import type { Subject } from './subject.ts'

/**
 * True where no operation states the body of an answer, though some read members: documents of frameworks that know the types of requests
 * alone say nothing of answers.
 */
export function statesNoMember({ roles: { create, read, list, updates } }: Pick<Subject, 'roles'>): boolean {
  const readers = [read, list].filter((operation) => operation !== undefined)
  const others = [create, ...updates].filter((operation) => operation !== undefined)
  return (
    readers.length > 0 &&
    [...readers, ...others].every((operation) => Object.keys(successOf(operation)?.response.content ?? {}).length === 0)
  )
}
