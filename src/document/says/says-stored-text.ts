import { hasSentence } from './describes.ts'

/** A form in which a server stores a text: without the spaces around it, or in one case of letters. */
export type StoredText = 'trimmed' | 'lower' | 'upper'

const SPACES = String.raw`(?:white[- ]?spaces?|spaces?|blanks?)`
const AROUND = String.raw`(?:surrounding|outer|leading (?:and|or|\/) trailing)`
const REMOVED = '(?:removed|stripped|trimmed|dropped|cut(?: off)?|discarded)'
const TRIMS = new RegExp(
  [
    String.raw`\b${AROUND} ${SPACES} (?:is|are|will be|gets?) (?:automatically |silently )?${REMOVED}(?: by the server)?\s*(?:[.;,)]|$)`,
    String.raw`\b(?:strips?|removes?|trims?) ${AROUND} ${SPACES}`,
    String.raw`\b(?:stored|kept|saved) (?:trimmed\b|without (?:any )?${AROUND} ${SPACES})`,
    String.raw`^\W*(?:it |the value |the text )?(?:is|will be|gets) trimmed(?: by the server)?\s*(?:[.;,)]|$)`,
  ].join('|'),
  'i',
)
const CASED = (letters: string): RegExp =>
  new RegExp(
    String.raw`\b(?:stored|kept|saved|converted|normali[sz]ed|folded|answered|returned|shown) (?:in|to|as|into) (?:all )?${letters}[- ]?case\b|\b${letters}-?cased by the server\b`,
    'i',
  )
const [LOWER, UPPER] = [CASED('lower'), CASED('upper')]

const COMPLETES =
  /\b(?:is|are|will be|gets?) (?:automatically )?(?:completed (?:with|by|to)|expanded (?:with|to)|(?:prefixed|suffixed) (?:with|by))\b|\b(?:server|service) (?:completes|expands|prefixes)\b/i

/** A rule for the caller, a form at times or of a part, and one that the sentence denies. */
const DENIES =
  /\b(?:must|should|has to|have to|need|if|when|unless|may|can|not|never|before (?:it|they) (?:is|are) compared|only|first (?:letter|character)|in (?:searches|comparisons))\b/i

/** The forms in which a description says that a text is stored; undefined for none. */
export function storedTextSaid(description: unknown): readonly StoredText[] | undefined {
  const forms: readonly (readonly [StoredText, RegExp])[] = [
    ['trimmed', TRIMS],
    ['lower', LOWER],
    ['upper', UPPER],
  ]
  const said = forms.flatMap(([form, says]) => (hasSentence(description, says, DENIES) ? [form] : []))
  return said.length === 0 || (said.includes('lower') && said.includes('upper')) ? undefined : said
}

/** True for a description of a text that a server completes, such as a name to which it adds its domain. */
export function completedTextSaid(description: unknown): true | undefined {
  return hasSentence(description, COMPLETES, DENIES) ? true : undefined
}
