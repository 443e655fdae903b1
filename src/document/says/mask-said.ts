import { sentencesOf } from './sentences-of.ts'

/** What a description says of the mask of an update. */
export interface MaskSaid {
  /** A path that the member does not have is refused. */
  readonly refusesUnknown: boolean
  /** A path of a property that only the server sets is refused. */
  readonly refusesServer: boolean
  /** A property that the mask names and the body lacks is reset. */
  readonly resets: boolean
  /** A path leads into an object. */
  readonly leadsInto: boolean
  /** A path leads to an entry of a map. */
  readonly leadsIntoMaps: boolean
  /** The mask `*` replaces the member. */
  readonly replaces: boolean
}

const REFUSED =
  /\b(?:refuse[sd]?|reject(?:s|ed)?|400|422|invalid_argument|errors?|fail(?:s|ed)?|not (?:allowed|permitted|valid)|invalid)\b/i
const IGNORED = /\b(?:ignore[sd]?|no effect|dropped|skipped)\b/i
const UNKNOWN =
  /\b(?:unknown|unrecogni[sz]ed|undefined|(?:non-?existent|non-?existing)|no such|invalid) (?:paths?|fields?|names?|propert(?:y|ies))\b|\b(?:paths?|fields?|names?|propert(?:y|ies))\b[^.]*\b(?:(?:does|do) not (?:have|exist|know|belong)|(?:is|are) (?:unknown|not known|not part of)|has not|has no)\b/i
const SERVER = /\b(?:output|read)[- ]only\b/i
const NAMES = /\b(?:mask|named?|names|listed|lists|included?|includes|specified|path)\b/i
const LACKS =
  /\b(?:lacks?|lacking|absent|missing|omits?|omitted|unset|without|left out|not (?:set|present|given|sent|provided|included) in|does not (?:have|contain|include|set))\b/i
const RESETS =
  /\b(?:reset|resets|cleared|clears|removed|removes|deleted|deletes|emptied|reverts?|reverted|set to (?:its|the|their) defaults?)\b/i
const INTO = /\b(?:dots?|dotted|nested|sub-?fields?|subpaths?|within (?:an? |the )?(?:object|map|message))\b/i
const STAR = /[`"'“(]\*[`"'”)]/
const WHOLE = /\b(?:replaces?|replaced|replacement|all (?:the )?(?:fields|properties))\b/i

/** Reads the description of a mask, and the sentences about masks in that of its update. */
export function maskSaid(ofMask: string | undefined, ofUpdate: string | undefined): MaskSaid {
  const about = sentencesOf(ofUpdate).filter((one) => /\bmask\b/i.test(one))
  const sentences = [...sentencesOf(ofMask), ...about]
  const says = (...forms: readonly RegExp[]): boolean =>
    sentences.some((one) => forms.every((form) => form.test(one)) && !(forms.includes(REFUSED) && IGNORED.test(one)))
  return {
    refusesUnknown: says(UNKNOWN, REFUSED),
    refusesServer: says(SERVER, REFUSED),
    resets: sentences.some((one) => !STAR.test(one) && [NAMES, LACKS, RESETS].every((form) => form.test(one))),
    leadsInto: says(INTO) || /[\s,`"'][a-z]\w*\.[a-z]\w*[`"'\s,)]/.test(` ${ofMask ?? ''} `),
    leadsIntoMaps: says(INTO, /\bmaps?\b/i),
    replaces: says(STAR, WHOLE),
  }
}

const ENTRY = /[`"'“]\w+\.(?:[A-Z]+|\{\w+\}|<\w+>|\w+)[`"'”]/

/**
 * What the description of a map says of a path of a mask that leads to one of its entries. Example: `An update by the path labels.KEY sets or, if the
 * body lacks it, removes this label alone`, with the path in quotes. Undefined where it says nothing.
 */
export function saysEntryPath(description: unknown): 'sets' | 'removes' | undefined {
  const said = sentencesOf(typeof description === 'string' ? description : undefined).filter(
    (one) => /\b(?:paths?|mask)\b/i.test(one) && ENTRY.test(one),
  )
  if (said.length === 0) return undefined
  return said.some((one) => LACKS.test(one) && RESETS.test(one)) ? 'removes' : 'sets'
}
