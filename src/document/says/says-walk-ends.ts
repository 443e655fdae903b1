import { sentencesOf } from './sentences-of.ts'

const LAST =
  /\bthe (?:last|final) (?:page|one|answer|response|batch)\b|\b(?:if|when|where|once) (?:there (?:is|are) )?no (?:more|further|other|next|following|subsequent)\b|\b(?:if|when) (?:this|it) is the last\b/i
const NONE =
  /\b(?:null|absent|missing|omitted|left out|empty|has no|have no|without|not (?:present|set|there|included|returned|sent))\b/i
/** A sentence about what follows from a page without a next one says nothing of the last page: "If empty, there are no more pages." */
const CONVERSE =
  /\b(?:if|when|where|unless) (?:(?:it|this|that|the|field|value|token|cursor|is|was|\S*[_\x60]\S*) ){0,5}(?:null|absent|missing|omitted|empty|not (?:present|set|there|included|returned|sent))\b|\b(?:may|might|can)\b/i

/** True if a text says of the cursor or the link to the next page that the last page has none. Example: `Null on the last page.` */
export function saysWalkEnds(text: unknown): boolean {
  return typeof text === 'string' && sentencesOf(text).some(endsIn)
}

/** True for a text about more than the cursor or the link, of which a sentence with its name says so. */
export function saysWalkEndsBy(name: string, text: string | undefined): boolean {
  return sentencesOf(text).some((sentence) => sentence.includes(name) && endsIn(sentence))
}

/** True if a text about a Link header says that a relation without a page is left out. */
export function saysNoEmptyLinks(text: string | undefined): boolean {
  return sentencesOf(text).some(
    (sentence) => NO_RELATION.test(sentence) || (/\bnext\b/.test(sentence) && endsIn(sentence)),
  )
}

const NO_RELATION =
  /\b(?:relations?|links?) (?:that|which) (?:do|does) not exist (?:is|are) (?:absent|left out|omitted|missing|not (?:present|there|sent))\b/i

function endsIn(sentence: string): boolean {
  return LAST.test(sentence) && NONE.test(sentence) && !CONVERSE.test(sentence)
}
