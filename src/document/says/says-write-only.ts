import { describes, hasSentence } from './describes.ts'

const SUBJECT = String.raw`(?:(?:it|this|(?:this|the) (?:\w+ )?(?:field|property|value|attribute)) )?(?:is )?`
const ONLY = String.raw`(?:write|input)[- ]only`
const HIDDEN = String.raw`(?:returned|output|shown|exposed|echoed|displayed|included)`
const ANSWERS = String.raw`by (?:the )?(?:api|server|service)|in (?:any |the )?(?:api )?(?:answers?|responses?|output)|when (?:reading|retrieving|getting)|on reads?`

/** The whole sentence is about the property: one about some headers, or about a key that is write-only, says nothing of it. */
const SAYS = new RegExp(
  String.raw`^\W*${SUBJECT}(?:(?:provided as )?(?:an? )?${ONLY}(?:\W*$| (?:input )?(?:field|property|value|attribute)\b)|(?:never|not) ${HIDDEN} (?:${ANSWERS})\b|never ${HIDDEN}\W*$)|\(${ONLY}\)`,
  'i',
)

/** A value that is hidden in some answers, in some cases or from some callers is shown in others. */
const SOMETIMES =
  /\b(?:if|unless|until|except|again|after|before|once|while|plain|clear|lists?|listing|without)\b|\bwhen (?!reading|retrieving|getting)/i

/** A value that is kept in another property is shown there, so it is no secret. */
const ELSEWHERE =
  /\b(?:merged|copied|converted|moved|stored|encoded|written|kept) (?:in|into|to|as|under) (?:the )?`?\w+`? (?:field|property|attribute)\b/i

/** True if a description says of a property that no answer shows it. Example: `Password. Never returned by the API.` */
export function saysWriteOnly(description: unknown): boolean {
  return hasSentence(description, SAYS, SOMETIMES) && !describes(description, ELSEWHERE)
}

/** True if a description says of a write-only property that another property shows its value. */
export function saysShownElsewhere(description: unknown): boolean {
  return hasSentence(description, SAYS, SOMETIMES) && describes(description, ELSEWHERE)
}
