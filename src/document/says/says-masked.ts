import { hasSentence } from './describes.ts'
import { sentencesOf } from './sentences-of.ts'

const MASKED = '(?:redacted|masked|obfuscated|obscured|starred out|replaced (?:by|with) asterisks)'
const SAYS = new RegExp(
  String.raw`\b(?:appears?|is|are|be|comes? back|shown|returned|displayed) (?:\w+ ){0,2}${MASKED}(?=$|\W)`,
  'i',
)

/** A mask in a log says nothing of answers. */
const ELSEWHERE = /\b(?:not|never|isn['’]t|logs?|logged|logging|traces?)\b/i

/** True if a description says of a value that answers show it masked. Example: `The token appears redacted in answers.` */
export function saysMasked(description: unknown): boolean {
  return hasSentence(description, SAYS, ELSEWHERE)
}

/** Answers without a condition, or all of them: a later answer alone is no answer to a create. */
const ALL =
  /\b(?:in|by|from) (?:(?:api|the) )?(?:all|any|every|each)(?: (?:of )?(?:the|our))?(?: api)? (?:answers?|responses?)\b/i
const ANSWERS = /\b(?:in|by|from) (?:(?:api|the|our) ){0,2}(?:answers?|responses?)\b/i
const SOME =
  /\b(?:later|subsequent|further|following|other|others|except|but|unless|if|when|until|after|once|may|might|can|sometimes|some|list|lists)\b/i

/** Words for what a mask consists of. */
const FORM =
  /\basterisks?\b|\bstars\b|\*{3,}|\b(?:last|final) (?:four|three|two|[2-4]) (?:characters?|digits|letters|symbols)\b/i
const BEGINS = /\b(?:first|prefix|begins?|beginning|starts?|partial|partially|partly)\b/i

/**
 * The statement of a description about answers that mask a value: `form` where it says of what the mask consists, `open` where it does not. Undefined
 * where it does not speak of all answers.
 */
export function maskedInAnswers(description: unknown): 'form' | 'open' | undefined {
  if (typeof description !== 'string' || !saysMasked(description)) return undefined
  const isAll = sentencesOf(description.replaceAll(/\s+/g, ' ')).some(
    (sentence) => saysMasked(sentence) && (ALL.test(sentence) || (ANSWERS.test(sentence) && !SOME.test(sentence))),
  )
  if (!isAll) return undefined
  return FORM.test(description) && !BEGINS.test(description) ? 'form' : 'open'
}
