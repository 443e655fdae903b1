import { hasSentence } from './describes.ts'

/** The form in which a server stores a list, as a description says it. */
export interface StoredList {
  /** True where each value is stored once, so that an answer never shows one twice. */
  readonly isOnce?: true
  /** True where the order means nothing, and each value may stand once. */
  readonly isSet?: true
  /** True where the values are stored in the order of the alphabet. */
  readonly isSorted?: true
  /** True where equal values become one, which differs from each of them. */
  readonly isJoined?: true
}

const AGAIN = String.raw`(?:duplicates?|duplicate(?:d)? \w+|doubles|repeats|repetitions?|repeated \w+)`
const STORED = '(?:stored|kept|saved|held|returned|shown|listed)'
const DROPPED = String.raw`(?:removed|dropped|discarded|ignored|merged|collapsed|eliminated|filtered out|${STORED} (?:only )?once|not (?:stored|kept|saved))`
const ONCE = new RegExp(
  [
    String.raw`\b${STORED} (?:\w+ (?:and )?)?(?:without|with no|free of) (?:any )?${AGAIN}\b`,
    String.raw`\b${AGAIN}(?: of \w+)? (?:are|is|will be|get) (?:silently |automatically )?${DROPPED}\b`,
    String.raw`\b(?:removes|drops|discards|ignores|eliminates|merges) (?:any |all )?${AGAIN}\b`,
    String.raw`\b(?:each|every) \w+ (?:is|will be) ${STORED} (?:only )?once\b`,
    String.raw`\b(?:sent|given|listed|named|passed|added|repeated) (?:twice|again|more than once|several times) (?:is|are|will be) (?:only )?(?:kept|stored|saved|shown|listed|added) (?:only )?once\b`,
    String.raw`\b(?:is|are) de-?duplicated\b`,
    String.raw`\bset of [^.;]*\b(?:without|with no) duplicates\b`,
  ].join('|'),
  'i',
)
const SET =
  /^\W*(?:an? |the )(?:unordered )?set\b(?! (?:to|by|from|on|in|when|if|at)\b)|^\W*(?:unordered )?set of\b|\bthe order (?:of (?:the )?\w+ )?(?:is|are) not (?:kept|preserved|stored|significant)\b|\b(?:unique|distinct) (?:tags|labels|names|values|items|entries)\b/i
const SORTED = new RegExp(
  String.raw`\b(?:${STORED}|always|automatically) (?:\w+ )?(?:sorted|in alphabetical order|alphabetically)\b|\b(?:sorted|ordered) alphabetically\b`,
  'i',
)
const JOINED =
  /\b(?:with the same|with equal|with identical|equal|identical)\b[^.;]*\b(?:are|get|will be) (?:joined|merged|combined|added up|summed)\b/i
/** A rule for the caller, a form at times, and one that the sentence denies. */
const DENIES = /\b(?:must|should|has to|have to|need|if|when|unless|may|not sorted|never|sort(?:ed)? by)\b/i

/** The form in which a list is stored, such as `{ isOnce: true }` for "Stored without duplicates." Undefined where a description says none. */
export function storedListSaid(description: unknown): StoredList | undefined {
  const says = (form: RegExp): boolean => hasSentence(description, form, DENIES)
  const [isOnce, isSet, isSorted] = [says(ONCE), says(SET), says(SORTED)]
  const isJoined = says(JOINED)
  if (!isOnce && !isSet && !isSorted && !isJoined) return undefined
  return {
    ...(isOnce ? { isOnce } : {}),
    ...(isOnce || isSet ? { isSet: true } : {}),
    ...(isSorted ? { isSorted } : {}),
    ...(isJoined ? { isJoined } : {}),
  }
}
