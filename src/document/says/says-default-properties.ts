import { hasSentence } from './describes.ts'

const NAMES = '(?:fields|properties|attributes|columns)'
const WITHOUT = String.raw`(?:without (?:it|this|the parameter)|by default|(?:if|when) (?:it is |this is )?(?:omitted|left out|absent|missing|not (?:set|given|sent|specified|provided)))`
const SAYS = new RegExp(
  String.raw`\b${WITHOUT}\b[^.;]*\b(?:default ${NAMES}|only|(?:a|some) (?:set|subset|selection) of)\b|\b(?:default|a subset of|a few|some) (?:the )?${NAMES}\b[^.;]*\b(?:is|are) (?:returned|shown|answered|included)\b`,
  'i',
)

/**
 * True for the description of a parameter with names of properties, without which an answer shows some alone: `Without it, the default properties
 * are returned.`
 */
export function saysDefaultProperties(description: string | undefined): boolean {
  return hasSentence(description, SAYS, new RegExp(String.raw`\b(?:all|every) (?:the )?${NAMES}\b`, 'i'))
}
