import { hasSentence } from './describes.ts'

const OMITTED = String.raw`\b(?:if|when) (?:(?:it is|it's|this is|they are|these are) )?(?:omitted|empty|left (?:out|empty)|not (?:given|set|provided|specified|supplied)|none (?:is|are) (?:given|provided|specified)|unspecified|unset)\b`
const USED = String.raw`\b(?:used|created|chosen|assumed|added|applied|set|sent|selected)\b`
const SAYS = new RegExp(String.raw`${OMITTED}.*${USED}|${USED}.*${OMITTED}`, 'i')

/** True for a description which says what stands in the place of a value that is left out, such as `If omitted, two variations will be used.` */
export function saysUsedIfOmitted(description: unknown): boolean {
  return hasSentence(description, SAYS, /(?!)/)
}
