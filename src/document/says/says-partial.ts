import { paragraphsOf } from './paragraphs-of.ts'
import { sentencesOf } from './sentences-of.ts'

const FIELDS = '(?:fields|attributes|properties|values|parameters)'
const SENT = '(?:sent|submitted|given|named|provided|supplied|specified|included|present|passed)'
const CHANGED = '(?:changed?|updated?|modified)'
export const LEFT_OUT = String.raw`(?:left out|leaves out|omitted|omits|missing|absent|unspecified|not (?:sent|submitted|given|named|provided|supplied|specified|included|passed|present)|not (?:in|part of) the (?:representation|body|request|payload))`
const STAYS = String.raw`(?:stays?|remains?|kept|keeps?|retains?|preserved|unchanged|untouched|as (?:they are|it is)|not (?:be )?(?:changed|modified|touched|affected|updated))`
const OTHERS = String.raw`(?:the (?:others|rest)|(?:the |all )?other (?:fields|properties|values|attributes|ones))`

const MERGES = new RegExp(
  [
    String.raw`\b${LEFT_OUT}\b[^.]*\b${STAYS}\b`,
    String.raw`\b(?:leaves?|keeps?) [^.]*\b(?:left out|omitted|missing|absent|not ${SENT})\b`,
    String.raw`\bonly (?:the )?(?:\w+ )?${FIELDS}\b[^.]*\b${SENT}\b[^.]*\b${CHANGED}\b`,
    String.raw`\bonly (?:the )?${SENT} ${FIELDS}\b[^.]*\b${CHANGED}\b`,
    String.raw`\b(?:changes|updates|modifies) only (?:the )?(?:${SENT} ${FIELDS}\b|${FIELDS} (?:that|which) (?:are|were) ${SENT}\b)`,
    String.raw`\bonly (?:change|update|modif[iy])s? (?:the )?${FIELDS} (?:that |which )?(?:you|the (?:request|client|caller|body)) (?:specif(?:y|ies)|sends?|provides?|includes?|pass(?:es)?|gives?|names?|has)\b`,
    String.raw`\bleav(?:es|ing) (?:the (?:rest|others)|(?:the |all )?other (?:fields|properties|values|attributes)) (?:as (?:they|it) (?:were|was|are|is)|unchanged|untouched|alone)\b`,
    String.raw`\b${SENT},? and leaves (?:the rest|the others)(?=\s*(?:[.;]|$))`,
    String.raw`\b(?:null or missing|missing or null|omitted) ${FIELDS} are ignored\b`,
    String.raw`\b(?:that|which) (?:the )?(?:request|body|client|caller|update|you) (?:does|do|did) not (?:name|send|have|hold|include|contain|mention|specify|give|pass|provide|list)\b[^.]*\b${STAYS}\b`,
    String.raw`\b(?:updates?|changes?|modif(?:y|ies)) (?:an?|the|one) (?:\w+ ){1,3}partially\b`,
    String.raw`\bsupports sparse updates\b|\bperforms an? (?:partial|sparse) update\b|\bpartially updates\b`,
  ].join('|'),
  'i',
)

/** Words of a merge that may speak of another operation, or of members, beside a word of replacing. */
const MERGES_PERHAPS = new RegExp(
  String.raw`\b${OTHERS} ${STAYS}\b|\bkeeps? ${OTHERS}\b|\bpartial updates (?:are|is) (?:supported|allowed)\b|\bonly (?:need|have) to (?:send|pass|give|provide|include)\b`,
  'i',
)

/** A sentence about one property says nothing of the others: "`color` keeps its value when it is left out." */
const OF_PROPERTY = new RegExp(
  String.raw`^\W*(?:(?:the|its) )?\x60[\w.[\]]+\x60(?: (?:property|field|attribute|list|value))?,? ${STAYS}\b`,
  'i',
)

/** True if the description of an update says that it leaves what it does not name. */
export function saysPartial(text: string): boolean {
  const description = sentencesOf(text)
    .filter((sentence) => !OF_PROPERTY.test(sentence))
    .join(' ')
  return MERGES.test(description) || (MERGES_PERHAPS.test(description) && !/\breplac(?:es?|ing)\b/i.test(description))
}

/**
 * True if the description of an API says so of all updates by a method. Example:
 * `An update is a POST to the object. Parameters that are not sent stay as they are.` A paragraph that names methods is about these alone,
 * and one that names none is not about PUT.
 */
export function saysPartialOfAll(description: string | undefined, method: string): boolean {
  return paragraphsOf(description).some((text) => {
    const named: readonly string[] = text.match(/\b(?:PUT|PATCH|POST)\b/g) ?? []
    const isAbout = named.length === 0 ? method !== 'PUT' : named.includes(method)
    return isAbout && sentencesOf(text).some(saysPartial)
  })
}
