import { sentencesOf } from './sentences-of.ts'

/** Words of a sentence that holds for some members alone, or for a later time. */
const PARTLY =
  /\b(?:if|unless|when|may|might|can|or|once|until|later|eventually|first|before|only|else|otherwise|not|never)\b/i

/**
 * The state in quotes that a description of an action says a member has after it, as in "Its state is `shipped` then" and "A draft becomes `open`".
 * Undefined for none, and where sentences name several.
 */
export function stateAfter(states: readonly string[], description: string | undefined): string | undefined {
  const found = sentencesOf(description)
    .filter((sentence) => !PARTLY.test(sentence))
    .flatMap((sentence) => FORMS.flatMap((form) => form.exec(sentence)?.[1] ?? []))
  const [state, ...others] = new Set(found)
  return state !== undefined && others.length === 0 && states.includes(state) ? state : undefined
}

const FORMS: readonly RegExp[] = [
  /\b(?:its|the) (?:new )?(?:state|status) is [`'"]([\w-]+)[`'"] (?:then|afterwards?|after (?:it|this|that))\b/i,
  /\b(?:its|the) (?:state|status) (?:becomes|is set to|changes to) [`'"]([\w-]+)[`'"]/i,
  /^(?:an?|the) [\w -]+? becomes [`'"]([\w-]+)[`'"]/i,
]
