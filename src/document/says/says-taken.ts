import { sentencesOf } from './sentences-of.ts'

/**
 * The words that name a value which no second member may have, where a sentence about a create says that the create refuses it. An example is
 * `email` of `An email that another customer has is refused`. Undefined for any other sentence: one that names a time or a place after the
 * value may speak of members that share it.
 */
export function refusedIfTaken(sentence: string): string | undefined {
  for (const form of FORMS) {
    const value = form.exec(sentence)?.groups?.['value']
    if (value !== undefined) return value.replace(/\b(e-?mail) address$/i, '$1')
  }
  return undefined
}

/**
 * True if a description of a property says that a value of another member is refused. Example:
 * `An address that another driver has is refused`.
 */
export function saysTaken(description: unknown): boolean {
  return typeof description === 'string' && sentencesOf(description).some((text) => refusedIfTaken(text) !== undefined)
}

/**
 * The status that a description of a unique property states for a value that another member has: 409 of `Unique in the shop, otherwise 409`.
 * Undefined where it states none, and where it states several.
 */
export function statusOfTaken(description: string): number | undefined {
  const told = sentencesOf(description).filter((text) => SPEAKS_OF_TAKEN.test(text))
  const statuses = new Set(told.flatMap((text) => [...text.matchAll(STATUS)].map(([, status]) => Number(status))))
  return statuses.size === 1 ? [...statuses][0] : undefined
}

const SPEAKS_OF_TAKEN =
  /\bunique\b|\b(?:in use|taken|used|duplicates?|already)\b.*\b(?:refused|rejected|answered|gives?|leads? to|results? in)\b/i
const STATUS = /(?<![\d.,])(4\d\d)\b(?![.,]\d| [a-z]{3,}s\b)/g

/** True if a description of a conflict says that there is such a member. */
export function saysExists(sentence: string): boolean {
  return /\b(?:already exists?|exists? already|duplicate)\b/i.test(sentence)
}

/** True for a sentence such as `An email can be used once`. */
export function saysUsedOnce(sentence: string): boolean {
  return /\b(?:can|may) (?:only )?be used (?:only )?once(?: only)?[.;!]?\s*$/i.test(sentence)
}

const REFUSED = '(?:refused|rejected|answered (?:with )?`?4\\d\\d)\\b'
const REFUSES = '(?:\\b4\\d\\d\\b|\\b(?:refuse|reject|fail|conflict|error)\\w*\\b)'
const SAME = '(?:this|that|the same|the given)'
const END = '[.;!]?\\s*$'
const WHERE = '(?: (?:of|in|within) (?:the|this|that|the same|an?) [\\w-]+)?'
const AGAIN = '(?: (?:with )?(?:status )?\\(?`?4\\d\\d`?\\)?)?'
const MORE = '(?:\\s*\\(.*\\)|[,:] (?:otherwise|else|or)\\b.*)?'

/** Words for a value that tells members apart. A room or a seat may be taken at a time alone. */
const KEYLIKE =
  '(?:key|name|user ?name|title|slug|code|e-?mail(?: address)?|handle|alias|number|id|identifier|sku|isbn|login)'

const FORMS = [
  `\\b(?:an?|the) (?<value>[\\w-]+(?: [\\w-]+)?) (?:that|which) another [\\w-]+ (?:already )?(?:has|uses|owns) (?:is|are|will be) ${REFUSED}`,
  `\\b(?:an?|the) (?<value>${KEYLIKE}) (?:that|which) an? [\\w-]+ (?:already )?has (?:is|are|will be) ${REFUSED}`,
  `${REFUSES}.*\\b(?:if|when) there (?:already )?is (?:already )?an? [\\w-]+ (?:of|with) ${SAME} (?<value>${KEYLIKE})(?: already)?${END}`,
  `${REFUSES}.*\\b(?:if|when) the (?<value>${KEYLIKE}) is (?:already )?(?:in use|used|taken) by another [\\w-]+${WHERE}${END}`,
  `${REFUSES}.*\\b(?:if|when)\\b.*\\balready (?:has|have|owns?|uses?|contains?) an? [\\w-]+(?: [\\w-]+)? with ${SAME} (?<value>[\\w-]+)${END}`,
  `${REFUSES}.*\\b(?:if|when) (?:an?|another|the) [\\w-]+(?: [\\w-]+)? with ${SAME} (?<value>[\\w-]+) (?:already exists|exists(?: already)?)${END}`,
  `\\b(?:a second|another) [\\w-]+ (?:of|by|from|with|for) (?:the same|this) (?<value>[\\w-]+) (?:is|are|will be) ${REFUSED}${AGAIN}${END}`,
  `(?:^|\\b(?:the|an?|its|each|every|whose) )(?!(?:the|an?|its|each|every|whose) )(?<value>[\\w-]+(?: [\\w-]+)?) (?:must not|mustn['’]t|may not|cannot|can not|can['’]t|shall not) (?:already )?be (?:in use|used|taken) by (?:another|any other|a different) [\\w-]+${WHERE}${MORE}${END}`,
].map((source) => new RegExp(source, 'i'))
