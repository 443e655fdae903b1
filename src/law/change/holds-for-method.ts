import { listOf } from '../../json/list-of.ts'

/**
 * True where a sentence about updates holds for those of a method.
 * @param methods the methods that the sentence names; undefined for a sentence about each method
 */
export function holdsForMethod(methods: unknown, method: string): boolean {
  return methods === undefined || listOf(methods).includes(method)
}
