import { describes, hasSentence } from './describes.ts'

/** True if a description says that what a value names is there. Example: `The author, who must exist.` */
export function saysMustExist(description: unknown): boolean {
  return describes(description, SAYS, DENIES) || hasSentence(description, UNKNOWN)
}

/** A sentence that is about what is unknown, and refuses it: `An unknown one is answered with 422.` */
const UNKNOWN =
  /^\W*(?:an? |any |the )?unknown (?:or deleted )?(?:ones?|ids?|keys?|names?|values?|[a-z]+) (?:is|are|will be) (?:answered|refused|rejected)(?: with| by)?\W+(?:a )?4\d\d\b|^\W*an unknown or \w+ one is (?:refused|answered) with 4\d\d\b/i

/** True if a description says that what a value names may be missing. Example: `Ids that are not known yet are accepted.` */
export function saysNeedNotExist(description: unknown): boolean {
  return describes(description, MAY_MISS)
}

const MAY_MISS =
  /\b(?:need(?:s)? not|(?:does|do) not (?:have|need) to|may not yet|might not) (?:yet )?exist\b|\bnot (?:yet )?known (?:yet )?(?:are|is) accepted\b|\bunknown (?:\w+ )?(?:are|is) accepted\b/i
const SAYS =
  /\b(?:must|has to|have to|needs? to|should|shall) (?:already |also )?(?:exist|be (?:an? |the \w+ of an? )?existing)\b|\b(?:of|to|names?|references?|identifies) an? existing\b|\b(?:4\d\d|refused|rejected|error|fails?)\b[^.]*\bif there is no such\b/i
const DENIES = /\b(?:not|never|need not|n['’]t)\b[\w\s]{0,20}\bexist/i
