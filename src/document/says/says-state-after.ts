import { sentencesOf } from './sentences-of.ts'

/** Words of a sentence that holds for some members alone, or for a later time. */
const PARTLY =
  /\b(?:if|unless|when|may|might|can|or|once|until|later|eventually|first|before|only|else|otherwise|not|never)\b/i

/**
 * The state that a description of an action says a member has after it, as in "Its state is `shipped` then" and "A draft becomes `open`".
 * Undefined for none, and where sentences name several.
 */
export function stateAfter(states: readonly string[], description: string | undefined): string | undefined {
  const found = sentencesOf(description).flatMap((sentence) => (PARTLY.test(sentence) ? [] : namedIn(sentence, states)))
  const [state, ...others] = new Set(found)
  return state !== undefined && others.length === 0 && states.includes(state) ? state : undefined
}

/** The words that a sentence has for a state after an action. */
function namedIn(sentence: string, states: readonly string[]): readonly string[] {
  const wordsOf = (forms: readonly RegExp[]): readonly string[] =>
    forms.flatMap((form) => form.exec(sentence)?.[1] ?? [])
  return [...wordsOf(FORMS), ...wordsOf(UNQUOTED).filter((word) => states.includes(word))]
}

const FORMS: readonly RegExp[] = [
  /\b(?:its|the) (?:new )?(?:state|status) is [`'"]([\w-]+)[`'"] (?:then|afterwards?|after (?:it|this|that))\b/i,
  /\b(?:its|the) (?:state|status) (?:becomes|is set to|changes to) [`'"]([\w-]+)[`'"]/i,
  /^(?:an?|the) [\w -]+? becomes [`'"]([\w-]+)[`'"]/i,
]

/** Forms whose last word may be any word, so it has to be one of the states. */
const UNQUOTED: readonly RegExp[] = [
  /\b(?:sets|changes|updates|moves|transitions) (?:the|its|an?)(?: [\w'’-]+){0,2} (?:status|state)(?: of (?:the|an?) [\w -]+?)? (?:to|as) [`'"*]*([\w-]+)/i,
  /\b(?:moves|transitions) (?:the|an?) [\w -]+? to (?:the|an?) (?:status|state) (?:of )?[`'"*]*([\w-]+)/i,
  /\bthe (?:status|state) of (?:the|an?) [\w -]+? (?:is|will be) set to [`'"*]*([\w-]+)/i,
]
