import { sentencesOf } from './sentences-of.ts'

const REFUSED =
  /\b(?:refused|rejected|answered (?:with )?`?4(?:00|22)|(?:is|gives|gets) (?:an? )?`?4(?:00|22)|`?4(?:00|22)`? if)\b/i
const NOT_GIVEN = /\bserver (?:did not|has not|never) (?:give|given|gave|issue|issued|return|returned)\b/i
const FOREIGN = /\b(?:any other|unknown|invalid|malformed|made-?up|(?:is|are) not in the|no such)\b/i
const CURSOR = /\bcursors?\b|\b(?:page|continuation|next)[ _-]?tokens?\b/i

/** True if the description of a cursor says that one is refused that the server did not give. Example: `Any other is answered 400.` */
export function saysForeignRefused(description: string | undefined): boolean {
  return sentencesOf(description).some(
    (sentence) => REFUSED.test(sentence) && (FOREIGN.test(sentence) || NOT_GIVEN.test(sentence)),
  )
}

/**
 * True for a text about more than a cursor, of which a sentence says so.
 * @param name the name of the query parameter
 */
export function saysForeignRefusedBy(name: string, text: string | undefined): boolean {
  const speaks = (sentence: string): boolean => sentence.includes(`\`${name}\``) || CURSOR.test(sentence)
  return sentencesOf(text).some(
    (sentence) => REFUSED.test(sentence) && (NOT_GIVEN.test(sentence) || (speaks(sentence) && FOREIGN.test(sentence))),
  )
}

const SAME_QUERY = /\bsame (?:[\w-]+ )?(?:filters?|quer(?:y|ies)|parameters|order|sort\w*)\b/i
const ANY_OTHER = /\bany other cursor\b/i
const OTHER_QUERY = /\b(?:other|another|different|changed) (?:filters?|quer(?:y|ies)|parameters|order|sort\w*)\b/i

/**
 * True if a text says that a cursor is refused with another query. Example:
 * `Sent as cursor, with the same filters and order. Any other cursor is answered 400.`
 */
export function saysOtherQueryRefused(text: string | undefined): boolean {
  const sentences = sentencesOf(text?.replaceAll(/\s+/g, ' '))
  const same = sentences.findIndex((sentence) => SAME_QUERY.test(sentence) && CURSOR.test(sentence))
  return sentences.some((sentence, index) => {
    const isOther = same >= 0 && index > same && ANY_OTHER.test(sentence)
    return REFUSED.test(sentence) && (isOther || (CURSOR.test(sentence) && OTHER_QUERY.test(sentence)))
  })
}

const OTHERS_SAME =
  /\b(?:all )?other (?:\w+ )?(?:parameters|arguments|fields)\b[^.]*\bmust (?:be (?:those|the same)|match|stay the same|not change|be unchanged)\b/i

/**
 * Tells whether the description of a cursor demands that all other parameters stay as they were: `refused` where it names a refusal too. Example: `All
 * other parameters must be those of the request that gave the token; else the answer is 400.`
 */
export function saysOthersSame(description: string | undefined): 'refused' | 'demanded' | undefined {
  const text = (description ?? '').replaceAll(/\s+/g, ' ')
  const [, after] = text.split(OTHERS_SAME)
  if (after === undefined) return undefined
  return /\b(?:else|otherwise|any other|a change)\b[^.]*(?:\b4(?:00|22)\b|\brefused\b|\brejected\b|INVALID_ARGUMENT)/i.test(
    after,
  )
    ? 'refused'
    : 'demanded'
}
