import { hasSentence } from './describes.ts'

const DONE = '(?:stored|saved|persisted|changed|modified|written|kept|created)'
const DOES = '(?:store|save|persist|change|modif(?:y|ie)|write|create)'
const SUBJECT = '(?:(?:it|this|(?:this|the) (?:call|request|operation|endpoint|method|action)) )?'

/** The whole sentence, or its last part, is about the request: one with a condition speaks of some requests. */
const SAYS = new RegExp(
  [
    String.raw`(?:^\W*|[,;] (?:and |but )?)nothing (?:is|will be|gets) ${DONE}(?: (?:or|and) ${DONE})?[.;!]?$`,
    String.raw`^\W*${SUBJECT}${DOES}s nothing[.;!]?$`,
    String.raw`^\W*${SUBJECT}does not ${DOES}(?: or ${DOES})? (?:anything|any (?:data|state)|(?:the )?state)[.;!]?$`,
  ].join('|'),
  'i',
)

/** True if the description of a write says that the request only asks. Example: `Nothing is stored.` */
export function saysStoresNothing(description: unknown): boolean {
  return hasSentence(description, SAYS)
}
