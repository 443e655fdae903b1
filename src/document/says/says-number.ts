import { sentencesOf } from './sentences-of.ts'

const START = String.raw`^\W*(?:the )?(?:total |current )*(?:number|count) of (?:all )?(?:its )?([a-z][\w-]*)`
/** Words for those that are there at all, such as `students who are enrolled in the course`. */
const JOINED = String.raw`(?:who|that|which) (?:is|are) (?:enrolled|registered|subscribed|signed up|assigned|attached) (?:in|to|for|at)`
const END = String.raw`(?=\W*$| (?:of|in|on|by|for|under|below|within|it has|they have|${JOINED})\b)`
const NUMBER = new RegExp(START + END, 'i')

/** The members that a number counts: those of a noun in a state, or in every other state. */
export interface NumberInState {
  readonly noun: string
  readonly state: string
  readonly isNot: boolean
}

const BEFORE = new RegExp(String.raw`${START} ([a-z][\w-]*)${END}`, 'i')
const BEHIND = new RegExp(
  START +
    String.raw`(?: (?:of|in) (?:the|this|a|an) [\w-]+)?,? (?:that|which|whose (?:status|state)) (?:is|are) (not )?[\x60"']?([a-z][\w -]*[a-z])[\x60"']?\W*$`,
  'i',
)

/** Words for a count of before, or over a time. */
const OTHER = /\b(?:so far|ever|once|per|left|remaining|at the time|lifetime|seconds?|days?|including deleted)\b/i

/** The noun whose members a number counts by its description, such as `chapters` for `Number of chapters of the book`. Undefined for any other. */
export function numberOf(description: unknown): string | undefined {
  const found = counting(description).map((sentence) => NUMBER.exec(sentence)?.[1])
  return found.find((noun) => noun !== undefined)?.toLowerCase()
}

/** The noun that a number counts by a description such as `The number of open loans of the member`, or `Number of copies that are not on loan`. */
export function numberInState(description: unknown): NumberInState | undefined {
  for (const sentence of counting(description)) {
    const [, state, noun] = BEFORE.exec(sentence) ?? []
    if (state !== undefined && noun !== undefined) return { noun, state, isNot: false }
    const [, subject, not, other] = BEHIND.exec(sentence) ?? []
    if (subject !== undefined && other !== undefined) return { noun: subject, state: other, isNot: not !== undefined }
  }
  return undefined
}

/** The sentences of a description that may tell what is counted now. */
function counting(description: unknown): readonly string[] {
  return typeof description !== 'string' || OTHER.test(description) ? [] : sentencesOf(description)
}
