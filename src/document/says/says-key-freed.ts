import { sentencesOf } from './sentences-of.ts'

const KEY = /\bkeys?\b|\btokens?\b|\bidempoten|\brequest[ _-]?ids?\b/i
const REFUSED =
  /\b(?:refused|rejected|invalid|failed|unsuccessful|erroneous)\b|\b(?:fails?|errors?|refusals?|failures?)\b|\b(?:400|422|4xx)\b/i
const FREED = new RegExp(
  [
    String.raw`\b(?:not|never|n't|neither) (?:be )?(?:stored|saved|kept|recorded|remembered|cached|replayed|consumed?|used up|burn(?:ed|s|t)?|spend|spent|store|save|keep|record|remember|use up|tie|bind|bound)\b`,
    String.raw`\b(?:can|may|is free to) (?:then |still |afterwards )?be (?:used|reused|sent) again\b`,
    String.raw`\bcan (?:then |still )?be reused\b`,
    String.raw`\b(?:leaves|keeps) (?:the|its) (?:key|token) (?:free|unused)\b`,
    String.raw`\bfrees? (?:the|its) (?:key|token)\b`,
  ].join('|'),
  'i',
)
const ONLY =
  /\bonly (?:successful|accepted) (?:answers?|responses?|requests?|creates?|results?) (?:are|is) (?:stored|saved|kept|replayed|remembered|recorded|cached)\b/i
const CONFLICT = /\b(?:another|other|different) (?:request |json )?(?:bod|payload|param|content)/i

/**
 * True if a description says that a refused request leaves its idempotency key free. Example: "A request that is refused with 400 is not
 * stored".
 */
export function saysKeyFreed(description: string | undefined): boolean {
  const text = description?.replaceAll(/\s+/g, ' ')
  const sentences = sentencesOf(text)
  const isOfKey = text !== undefined && KEY.test(text)
  return (
    isOfKey &&
    sentences.some(
      (sentence) =>
        (ONLY.test(sentence) || (REFUSED.test(sentence) && FREED.test(sentence))) && !CONFLICT.test(sentence),
    )
  )
}
