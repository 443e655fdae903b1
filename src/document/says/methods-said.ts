import { sentencesOf } from './sentences-of.ts'

/**
 * The methods that a description names where it says what an update does, such as `PATCH` of `PATCH merges them; null removes an entry`. A clause
 * behind one with a method is about the same method. Undefined where what it says holds for updates of each method.
 * @param says true for a clause that says it
 */
export function methodsSaid(description: unknown, says: (clause: string) => boolean): readonly string[] | undefined {
  if (typeof description !== 'string') return undefined
  const found = description.split(/(?<=[.!?])\s+/).flatMap((sentence) => {
    let methods: readonly string[] = []
    return sentencesOf(sentence).flatMap((clause) => {
      const own: readonly string[] = clause.match(/\b(?:PUT|PATCH)\b/g) ?? []
      methods = own.length > 0 ? own : methods
      return says(clause) ? [methods] : []
    })
  })
  return found.length === 0 || found.some((methods) => methods.length === 0) ? undefined : [...new Set(found.flat())]
}
