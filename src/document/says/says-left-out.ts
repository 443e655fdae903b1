import { literalPattern } from '../../json/literal-pattern.ts'
import { hasSentence } from './describes.ts'
import { sentencesOf } from './sentences-of.ts'

const SHOWN = '(?:listed|shown|included|returned|answered|found|visible|part of)'
const HIDDEN = String.raw`(?:left out|hidden|excluded|omitted|skipped|filtered out|invisible|not ${SHOWN})`
const IS = String.raw`\b(?:is|are|stays?|remains?|will be)(?: \w+ly| by default)?`
const HIDES = new RegExp(
  String.raw`${IS} ${HIDDEN}|\b(?:hides|excludes|omits|leaves out|skips)\b|\b(?:isn['’]t|aren['’]t) ${SHOWN}|\bonly [^.;]{1,40}${IS} ${SHOWN}|\b(?:lists|shows|returns|includes) only\b|\b${SHOWN} only\b`,
  'i',
)
/** A sentence about a page, a property or a caller says nothing of members. */
const OTHERWISE =
  /\b(?:pages?|fields?|propert(?:y|ies)|attributes?|total|counts?|cursor|links?|headers?|callers?|owners?)\b/i

/** True for the description of a list that leaves out some members, such as "Drafts are left out" and "Only published recipes are listed". */
export function saysLeftOut(description: string | undefined): boolean {
  return hasSentence(description, HIDES, OTHERWISE)
}

/**
 * True for the description of a list, or of one of its flags, by which a value of the flag shows members that are left out without it: "Drafts are
 * left out unless `include_drafts=true`".
 * @param own the description of the flag itself
 */
export function saysShownWith(name: string, description: string | undefined, own?: string): boolean {
  const flag = String.raw`(?<![\w-])${literalPattern(name)}(?![\w-])`
  const shows = new RegExp(
    [
      String.raw`\b(?:unless|without|except (?:with|if|when))\b[^.;]*${flag}`,
      String.raw`\bonly [^.;]{0,30}\b(?:with|if|when|by)\b[^.;]*${flag}`,
      String.raw`${flag}[^.;]{0,20}\b(?:includes|adds|shows|lists|returns|reveals)\b`,
      String.raw`\b(?:with|if|when|set|use|pass|give|send|by)\b[^.;]*${flag}[^.;]*\b(?:includ\w+|show\w*|list(?:s|ed)?|too|also|see)\b`,
      String.raw`\b(?:include|show|list|see)\b[^.;]*\b(?:with|by|using|through|via)\b[^.;]*${flag}`,
    ].join('|'),
    'i',
  )
  return (
    sentencesOf(description).some((sentence) => shows.test(sentence)) || sentencesOf(own).some((one) => OWN.test(one))
  )
}

/** The description of a flag that shows members, such as "Whether to include drafts" and "Drafts are left out unless true". */
const OWN = new RegExp(
  String.raw`^\W*(?:(?:whether|set|if|when|true)\b[^.;]{0,20}\b)?(?:also )?(?:includ|show|list|return|add)(?:es?|s|ing)?\b(?! only)|${IS} ${HIDDEN}[^.;]*\b(?:unless|without|by default)\b|\b${SHOWN} only (?:with|if|when)\b|\bonly ${SHOWN} (?:with|if|when)\b|${IS} (?:also )?${SHOWN} too\b|${IS} also ${SHOWN}\b`,
  'i',
)
