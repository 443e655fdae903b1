import { describes } from './describes.ts'

/**
 * True if a description says that no two members have the same value. An example is `Unique among the notes of the caller.` A "unique
 * identifier of a project" may be that of another resource, which many members name.
 */
export function saysUnique(description: unknown): boolean {
  return describes(description, SAYS, DENIES)
}

/** True if a description says that the case of letters does not tell values apart. */
export function ignoresCase(description: unknown): boolean {
  return describes(description, ANY_CASE)
}

/** True if a description says that each value is stored in one case, so that values in other letters' case are one value. */
export function storesOneCase(description: unknown): boolean {
  return describes(description, ONE_CASE)
}

const ONE_CASE =
  /\b(?:stored|kept|saved|converted|normali[sz]ed|folded|lowered) (?:in|to|as|into) (?:all )?(?:lower|upper)[- ]?case\b|\b(?:lower|upper)-?cased by the server\b/i

const SAYS =
  /\b(?:must be|is|are) unique\b|\bunique (?:\([\w\s-]{1,40}\) )?(?:among|within|across|per|in|for (?:each|every|the|an?))\b|\bno two \w+ (?:may |can |must |do )?(?:have|share)\b|(?:^|[,;.])\s*unique\s*(?:[:;.,(]|$)|(?:^|[;.])\s*unique,? (?:without|regardless|ignoring|irrespective|case)\b|^\s*(?:an? )?unique (?:name|title|code|slug|e-?mail(?: address)?|user ?name|label|handle|alias)\b(?! (?:of|for) (?:the|an?|another|its)\b)/i
/** A value that is not unique, and one within which another one is: a namespace "within which each name must be unique". */
const DENIES =
  /\b(?:not(?! (?:null|empty|set|blank)\b)|never|no longer|need not be)\b[\w\s]{0,20}\bunique\b|\b(?:within|in|for) which\b[^.;]*\bunique\b/i
const ANY_CASE =
  /\bcase[- ]?insensitiv|\b(?:ignor(?:e|es|ing)|regardless of|without regard (?:to|for)|irrespective of) (?:the )?(?:letter )?case\b|\b(?:insensitive to case|not case[- ]sensitive)\b|\bwhatever (?:the|its|their) (?:letter )?case\b|\b(?:letter )?case (?:does not|doesn['’]t) matter\b|\bcase is ignored\b|\bin (?:capitals|capital letters|upper case) or not\b|\bcapitals and (?:small|lower[- ]case) letters are the same\b/i
