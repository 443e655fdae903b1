import { sentencesOf } from './sentences-of.ts'

const NUMBER =
  /^\W*(?:the )?(?:total |current )*(?:number|count) of (?:all )?(?:its )?([a-z][\w-]*)(?=\W*$| (?:of|in|on|by|for|under|below|within|it has|they have)\b)/i

/** What was counted once, or is counted over a time. */
const OTHER = /\b(?:so far|ever|once|per|left|remaining|at the time|lifetime|seconds?|days?|including deleted)\b/i

/** The noun whose members a number counts by its description, such as `chapters` for `Number of chapters of the book`. Undefined for any other. */
export function numberOf(description: unknown): string | undefined {
  if (typeof description !== 'string' || OTHER.test(description)) return undefined
  const found = sentencesOf(description).map((sentence) => NUMBER.exec(sentence)?.[1])
  return found.find((noun) => noun !== undefined)?.toLowerCase()
}
