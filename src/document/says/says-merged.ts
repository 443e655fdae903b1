import { describes, hasSentence } from './describes.ts'

const ENTRIES = '(?:keys?|entry|entries|fields?|properties|values|attributes)'
const NAMED = '(?:given|sent|named|provided|supplied|specified|included|present|passed|listed|mentioned)'
const STAY = '(?:keep|keeps|stay|stays|remain|remains|retain|retains|are (?:kept|left|not changed|unchanged))'

const SAYS = new RegExp(
  [
    String.raw`\bmerge[sd]?\b`,
    String.raw`\b(?:the )?(?:others|other (?:properties|fields|keys|entries)|rest) ${STAY}\b`,
    String.raw`\b${ENTRIES}\b[^.;]*\b(?:not|never) ${NAMED},? ${STAY}\b`,
    String.raw`\bonly (?:the )?${NAMED} ${ENTRIES} (?:is|are) (?:changed|updated|set|modified)\b`,
    String.raw`\b(?:individual|single) ${ENTRIES} (?:can|may) be (?:unset|removed|deleted|cleared|changed|updated|set)\b`,
  ].join('|'),
  'i',
)

const DENIES = /\b(?:not|never) merge[sd]?\b|\breplace[sd]?\b/i

/** True if a description says of a map that an update adds to its entries. Example: `Keys are merged.` */
export function saysMerged(description: unknown): boolean {
  return describes(withoutContrast(description), SAYS, DENIES)
}

/** An object may be about merging, so the description speaks of updates, or of what stays. */
const BY_UPDATES =
  /\b(?:update|patch|request|write)s?\b[^.;]*\bmerge[sd]?\b|\bmerge[sd]?\b[^.;]*\b(?:updates?|patch|patched|requests?|writes?)\b|\b(?:the )?(?:others|other (?:properties|fields)|rest) (?:keep|keeps|stay|stays|remain|remains|retain|retains|are (?:kept|left|not changed|unchanged))\b/i

/** True if a description says of an object that an update leaves the properties that it does not name. */
export function saysMergedByUpdates(description: unknown): boolean {
  return describes(withoutContrast(description), BY_UPDATES, DENIES)
}

const WHOLE = String.raw`(?:as a whole|whole(?:ly)?|wholly|entire(?:ly)?|complete(?:ly)?)`
const REPLACED = new RegExp(String.raw`\breplace[sd]?\b[^.;]*\b${WHOLE}\b|\b${WHOLE}\b[^.;]*\breplace[sd]?\b`, 'i')
const NOT_REPLACED =
  /\b(?:not|never|cannot|instead of|rather than|without) (?:be(?:ing)? )?replac|\b(?:unless|except|merge[sd]?)\b/i

/** True if a description says of a map that an update replaces it with all of its entries. Example: `It is replaced as a whole.` */
export function saysReplaced(description: unknown): boolean {
  return hasSentence(description, REPLACED, NOT_REPLACED)
}

/** True if a description says of a map that null removes an entry. Example: `Keys with null are removed.` */
export function saysNullRemoves(description: unknown): boolean {
  return hasSentence(description, NULL_REMOVES, NULL_STAYS)
}

const ENTRY = '(?:keys?|entry|entries)'
const GONE = '(?:removed|deleted|dropped|unset)'
const NULL_REMOVES = new RegExp(
  [
    `\\b${ENTRY}\\b[^.;,]*\\bnull\\b[^.;,]*\\b(?:is|are|gets?|will be) ${GONE}\\b`,
    `\\bnull\\b[^.;,\\w]*(?:removes|deletes|drops|unsets) (?:the|an?|its|that) ${ENTRY}\\b`,
    `\\b(?:remove|delete|drop|unset) (?:the|an?|that) ${ENTRY}\\b[^.;]*\\bto \\W?null\\b`,
  ].join('|'),
  'i',
)
const NULL_STAYS = /\b(?:except|unless)\b|\b(?:not|never|cannot) (?:remove|delete|drop|unset)\b/i

/**
 * True if a description says of a map that an empty value removes an entry. Example:
 * `Keys can be unset by posting an empty value to them.`
 */
export function saysEmptyRemoves(description: unknown): boolean {
  return hasSentence(description, EMPTY_REMOVES, NULL_STAYS)
}

const EMPTY = '(?:an? )?(?:empty|blank) (?:value|string|text)'
const EMPTY_REMOVES = new RegExp(
  [
    `\\b${ENTRY}\\b[^.;]*\\b${GONE}\\b[^.;]*\\b${EMPTY} (?:to|for|as the value of) (?:them|it|each|the (?:key|entry))\\b`,
    `\\b${ENTRY}\\b[^.;,]*\\b${EMPTY}\\b[^.;,]*\\b(?:is|are|gets?|will be) ${GONE}\\b`,
    `\\b(?:remove|delete|drop|unset) (?:the|an?|that) ${ENTRY}\\b[^.;]*\\bto ${EMPTY}\\b`,
    `\\b${EMPTY} (?:as (?:the|its|a) value )?(?:removes|deletes|drops|unsets) (?:the|an?|its|that) ${ENTRY}\\b`,
    `\\b(?:empty|blank) (?:values|entries|strings|texts)\\b[^.;,]*\\b(?:are|get|will be) (?:${GONE}|not (?:stored|kept|saved))`,
    `\\b${ENTRY} with ${EMPTY}\\b[^.;,]*\\b(?:is|are) not (?:stored|kept|saved)\\b`,
  ].join('|'),
  'i',
)

/** The description without what the map does not do: `merged instead of being replaced`. */
function withoutContrast(description: unknown): unknown {
  if (typeof description !== 'string') return description
  return description.replaceAll(/\b(?:instead of|rather than|not) (?:being )?replac(?:ed|ing)\b/gi, '')
}
