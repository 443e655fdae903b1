import { hasSentence } from './describes.ts'

const MASKED = '(?:redacted|masked|obfuscated|obscured|starred out|replaced (?:by|with) asterisks)'
const SAYS = new RegExp(
  String.raw`\b(?:appears?|is|are|be|comes? back|shown|returned|displayed) (?:\w+ ){0,2}${MASKED}(?=$|\W)`,
  'i',
)

/** A mask in a log says nothing of answers. */
const ELSEWHERE = /\b(?:not|never|isn['’]t|logs?|logged|logging|traces?)\b/i

/** True for a description that says of a value that answers show it masked, such as `The token appears redacted in answers.` */
export function saysMasked(description: unknown): boolean {
  return hasSentence(description, SAYS, ELSEWHERE)
}
