import { sentencesOf } from './sentences-of.ts'
import { LEFT_OUT } from './says-partial.ts'

const CLEARED = '(?:cleared|removed|reset|dropped|unset|deleted|emptied|set to (?:null|empty|their defaults?))'
const SAYS = new RegExp(
  [
    String.raw`\breplac(?:es?|ing)\b`,
    String.raw`\b(?:clears?|removes?|resets?|drops?|unsets?) (?:all |any |the )?(?:${LEFT_OUT}) (?:\w+ )?(?:fields|attributes|properties|values|parameters)\b`,
    String.raw`\b(?:fields|attributes|properties|values|parameters)\b[^.;]*\b${LEFT_OUT}\b[^.;]*\b(?:is|are|will be|gets?) ${CLEARED}\b`,
    String.raw`\b${LEFT_OUT} (?:\w+ )?(?:fields|attributes|properties|values|parameters) (?:is|are|will be|gets?) ${CLEARED}\b`,
  ].join('|'),
  'i',
)

/** A sentence about one property says nothing of the others: "`tags` replaces the whole list." */
const OF_PROPERTY =
  /^\W*(?:(?:the|an?|its) )?`[\w.[\]]+`(?: (?:property|field|attribute|list|array|map|object|value))?,?(?: if (?:given|sent|present),?| always)? replac(?:es?|ing)\b/i

/** True if a sentence about an update says that nothing stays of what the update leaves out. Example: `Clears all unspecified values.` */
export function saysReplaces(description: string): boolean {
  return sentencesOf(description).some(
    (sentence) =>
      SAYS.test(sentence) &&
      !OF_PROPERTY.test(sentence) &&
      !/\bwhether\b|\bnot\b (?:be )?(?:clear|remove|reset|drop)/i.test(sentence),
  )
}
