import { hasSentence } from './describes.ts'
import { saysPageCount } from './says-count.ts'
import { sentencesOf } from './sentences-of.ts'

/** Forms of a count of all members, each with what is counted: up to three words. */
const NOUN = String.raw`(?:(?:the|all|available|matching|existing|found|returned) )*([a-z][\w-]*(?: [a-z][\w-]*){0,2})`
const FORMS = [
  String.raw`\b(?:total|overall|full|complete) (?:number|count|amount) of ${NOUN}`,
  String.raw`\bnumber of all ${NOUN}`,
  String.raw`\b(?:number|count) of ${NOUN} (?:in total|in all|overall|altogether|across all pages|on all pages|(?:that|which) (?:exist|match|are available))`,
  String.raw`\bhow many ${NOUN} (?:there are|exist|match|in total|in all|altogether)`,
  String.raw`\btotal ${NOUN} (?:count|across all pages|on all pages|found|available|that match|matching)`,
].map((form) => new RegExp(form, 'i'))

/** A number of what is left, was used or changed is no count of members. */
const OTHER = /\b(?:left|remaining|remain|so far|per|seconds?|bytes|requests?|calls)\b/i

/**
 * The members that a number counts by its description, in up to three words: `users` for `The total number of users`. Undefined for any other description,
 * and for a count of pages or of the members of one page.
 */
export function totalOf(description: unknown): string | undefined {
  if (typeof description !== 'string' || saysPageCount(description) || hasSentence(description, OTHER)) return undefined
  for (const sentence of sentencesOf(description)) {
    const found = FORMS.map((form) => form.exec(sentence)?.[1]).find((noun) => noun !== undefined)
    if (found !== undefined) return found.toLowerCase()
  }
  return undefined
}
