import { sentencesOf } from './sentences-of.ts'

const KEY = /\bkeys?\b|\btokens?\b|\bidempoten|\brequest[ _-]?ids?\b/i
const BODY = String.raw`(?:bod(?:y|ies)|payloads?|parameters|contents?|arguments|data|input)`
const OTHER = new RegExp(
  [
    String.raw`\b(?:another|other|different|differing|changed|modified) (?:request |json )?${BODY}\b`,
    String.raw`\b(?:different|differing) requests?\b`,
    String.raw`\b${BODY} (?:that )?(?:differs?|is different|are different|does not match|do not match)\b`,
  ].join('|'),
  'i',
)
const REFUSED = /\b(?:refused|rejected|conflicts?|errors?|fails?|not allowed|4(?:00|09|22))\b/i
const DENIES =
  /\b(?:not|never) (?:be )?(?:refused|rejected|compared|checked|an error|a conflict)\b|\bignor|\b(?:may|might)\b/i

/**
 * True if a description says that an idempotency key is refused with another body. Example: "The same key with another body is refused with
 * 409."
 */
export function saysOtherBodyRefused(description: string | undefined): boolean {
  return sentencesOf(description?.replaceAll(/\s+/g, ' ')).some(
    (sentence) => [KEY, OTHER, REFUSED].every((form) => form.test(sentence)) && !DENIES.test(sentence),
  )
}
