import { sentencesOf } from './sentences-of.ts'

/** The order of a list as a text says it. */
export interface SaidOrder {
  /** The words that name the property, such as `creation date`. Undefined for the order in time: "newest first". */
  readonly by?: string
  /** Undefined where the text does not say it, as in "sorted by name". */
  readonly isFalling?: boolean
}

/** The longest text that is looked at, in characters. */
const LONGEST = 2000

/** A list that states no order, or that may have another. */
const NONE =
  /\b(?:no (?:particular|specific|guaranteed|defined|stable|fixed) (?:sort )?order|(?:order(?:ing)?|sort) (?:is|are) (?:not|un)\w*|not (?:be )?(?:guaranteed|sorted|ordered|stable)|unordered|unsorted|arbitrary|random(?:ly)?)\b/i
/** An order that a caller may ask for says nothing of a list without parameters, unless the text speaks of a default. */
const CHOICE =
  /\b(?:can|could|may|might|should|if|when|whether|use|using|pass|specify|set|allows?|supports?|optional(?:ly)?|either|or|want|to (?:sort|order|get|list|retrieve)|parameter|option|with (?:the|a|this) flag|for example|e\.g|such as)\b/i
const DEFAULT = /\bby default\b|\bdefaults?\b|\bunless\b|\b(?:if|when) (?:omitted|not|none|no|absent|left|unset)\b/i
/** Orders of several parts, and orders of something within a member. */
const APART =
  /\b(?:pinned|starred|featured|favou?rites?|sticky|grouped|relevance|within (?:each|the same|a)|for each|each|per|(?:with|and) (?:their|its|his)\b[^.]*\b(?:sorted|ordered))\b/i

/**
 * The order of a list that nobody asks for another one, such as `{ isFalling: true }` for `The notes of the caller, the newest first.` Undefined
 * where the text says none, or more than one.
 * @param onlyDefault true for the text of a parameter, which speaks of other orders too
 */
export function orderSaid(text: unknown, onlyDefault = false): SaidOrder | undefined {
  if (typeof text !== 'string' || text.length > LONGEST || NONE.test(text)) return undefined
  const found = sentencesOf(text.replaceAll(/<[^>]*>/g, ' ')).flatMap((sentence) => {
    const isDefault = DEFAULT.test(sentence)
    if (APART.test(sentence) || (!isDefault && (onlyDefault || CHOICE.test(sentence)))) return []
    return orderIn(sentence, isDefault) ?? []
  })
  return new Set(found.map((order) => JSON.stringify(order))).size === 1 ? found[0] : undefined
}

/** The order that a text about the whole API says of all lists, such as `Lists are sorted by creation, the newest first.` */
export function orderOfAllLists(text: unknown): SaidOrder | undefined {
  if (typeof text !== 'string') return undefined
  const told = sentencesOf(text.replaceAll(/[*#>\s]+/g, ' ')).filter((sentence) => ALL_LISTS.test(sentence))
  return orderSaid(told.join(' '))
}

const ALL_LISTS = /^\W*(?:(?:all|the) )?(?:lists|collections)(?: of members)? (?:are|come|stand)\b/i

function orderIn(sentence: string, isDefault: boolean): SaidOrder | undefined {
  const isFalling = directionIn(sentence)
  if (isFalling === null) return undefined
  const direction = isFalling === undefined ? {} : { isFalling }
  const by = byIn(sentence, isFalling !== undefined, isDefault)
  if (by !== undefined) return { by, ...(/\bthen\b/i.test(sentence) ? {} : direction) }
  const [, event] = RECENTLY.exec(sentence) ?? []
  if (event !== undefined && !/^(?:created|added)$/i.test(event))
    return /^(?:updated|modified|changed|edited)$/i.test(event) ? { by: event.toLowerCase(), ...direction } : undefined
  return TIMED.some((form) => form.test(sentence)) ? direction : undefined
}

const TO = String.raw`,? (?:to|through|->|→) (?:the )?`
const NEWEST = String.raw`(?:newest|latest|most recent(?:ly \w+)?)`
const OLDEST = String.raw`(?:oldest|earliest|least recent(?:ly \w+)?)`
const FIRST = String.raw`(?: (?!first\b)[\w-]+){0,4} first\b`

const SPANS = [new RegExp(`\\b${NEWEST}${TO}${OLDEST}\\b`, 'i'), new RegExp(`\\b${OLDEST}${TO}${NEWEST}\\b`, 'i')]
const FALLING = new RegExp(
  String.raw`\b(?:desc(?:ending)?|decreasing|(?:reversed?|inverse) (?:chronological|alphabetical|creation|order|by)|reverse[- ]?chronological(?:ly)?|in reverse|${NEWEST}${FIRST}|(?:highest|largest|greatest|biggest)${FIRST}|z[- ](?:to[- ])?a)\b`,
  'i',
)
const RISING = new RegExp(
  String.raw`\b(?:asc(?:ending)?|increasing|${OLDEST}${FIRST}|(?:lowest|smallest)${FIRST}|a[- ](?:to[- ])?z|(?<!reversed? )(?<!inverse )alphabetical(?:ly)?|(?<!reversed?[- ])(?<!inverse )(?<!descending )chronological(?:ly)?|order (?:of|in which)(?: (?:their|the|they|it|\w+s))?(?: (?:were|was|are|is))? (?:creation|insertion|created|added|inserted)|(?<!reversed? )(?:creation|insertion) order)\b`,
  'i',
)

/** True for a falling order, false for a rising one, undefined where the sentence says neither, and null where it says both. */
export function directionIn(sentence: string): boolean | undefined | null {
  const [falls, rises] = SPANS.map((span) => span.test(sentence))
  if (falls === true || rises === true) return falls === rises ? null : falls === true
  const [isFalling, isRising] = [FALLING.test(sentence), RISING.test(sentence)]
  if (isFalling && isRising) return null
  return isFalling ? true : isRising ? false : undefined
}

/** Forms of an order in time. */
const TIMED = [
  ...SPANS,
  new RegExp(String.raw`\b(?:${NEWEST}|${OLDEST})${FIRST}`, 'i'),
  /\bchronological(?:ly)?\b/i,
  /\border (?:of|in which)\b[^.]{0,30}\b(?:creation|insertion|created|added|inserted)\b|\b(?:creation|insertion) order\b/i,
]

const RECENTLY = /\b(?:most|least) recently (\w+)/i

const NAME = String.raw`(?:(?:their|its|the) )?[\x60'"*]{0,2}([a-z]\w*(?:\.\w+)*(?: [a-z]\w*){0,2})`
const SORTED = new RegExp(String.raw`\b(sorted|ordered)(?: [\w()-]+){0,6}? (?:by|on|according to) ${NAME}`, 'i')
const DIRECTED = new RegExp(
  String.raw`\b(?:ascending|descending|alphabetical|(?:sort|default) order)(?: order)?(?: is)? (?:by|of) ${NAME}`,
  'i',
)
/** The properties that lists are usually sorted by: "All orders, by customer" may group them. */
const USUAL = String.raw`(name|title|key|slug|code|id|number|position|rank|label|e-?mail|start(?: time)?|end(?: time)?|(?:due |start |end )?date)s?\b`
const QUOTE = String.raw`[\x60'"]?`
/** Orders in a few words: `The rooms in the order of their names` and `All keys, by name (code points).` */
const BY_VALUE = [
  String.raw`\bin (?:the )?order of (?:their |its |the )?${QUOTE}${USUAL}`,
  String.raw`[,;] by (?:their |its |the )?${QUOTE}${USUAL}${QUOTE}(?: \([^)]*\))?(?:,|[.;:]?$)`,
].map((form) => new RegExp(form, 'i'))

/** The words that name the property. "Products ordered by customers" speaks of no order. */
function byIn(sentence: string, isDirected: boolean, isDefault: boolean): string | undefined {
  const [whole = '', verb = '', sorted] = SORTED.exec(sentence) ?? []
  const isOrder =
    isDirected || isDefault || verb.toLowerCase() === 'sorted' || /[`'"]/.test(whole) || LISTED.test(sentence)
  if (sorted !== undefined && isOrder) return nameIn(sorted)
  return (
    DIRECTED.exec(sentence)?.[1] ?? BY_VALUE.map((form) => form.exec(sentence)?.[1]).find((one) => one !== undefined)
  )
}

/** The words without a direction before them: `descending creation date` is the creation date. */
function nameIn(words: string): string {
  return words.replace(/^(?:ascending|descending|increasing|decreasing|alphabetical|chronological) (?=\w)/i, '')
}

const LISTED = /\b(?:is|are|be|list|listed|returned|results?|always) (?:\w+ )?ordered\b|, ordered\b/i
