import { hasSentence } from './describes.ts'

const DONE = '(?:added|removed|changed|stored|saved|created|modified|written|done|applied|assigned)'

const SAYS = new RegExp(
  [
    String.raw`\bnothing (?:is|will be|gets) ${DONE}\b`,
    String.raw`\bnone (?:of them )?(?:is|are|will be|gets?) ${DONE}\b`,
    String.raw`\ball[- ]or[- ](?:nothing|none)\b`,
    String.raw`\bno (?:partial|change)[^.;]*\bis (?:made|applied|stored)\b`,
    String.raw`\b(?:is|are) atomic\b|\batomically\b`,
  ].join('|'),
  'i',
)

/** True for words about a write of several that is refused as a whole. Example: `If one of them does not exist, nothing is added.` */
export function saysAllOrNothing(description: unknown): boolean {
  return hasSentence(description, SAYS)
}
