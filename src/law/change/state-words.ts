import type { ApiOperation } from '../../document/api-document.ts'
import { sentencesOf } from '../../document/says/sentences-of.ts'
import { wordsOf } from '../../resource/shape/words.ts'

/** The statuses with which a write is refused for the state of its member. */
const REFUSALS = ['409', '400', '422'] as const

/** The sentences of the document about refusals of a write that may be for the state of its member. */
export function refusalsOf({ responses }: Pick<ApiOperation, 'responses'>): readonly string[] {
  return REFUSALS.flatMap((status) => sentencesOf(responses[status]?.description))
}

/** True for words of a refusal such as `The event is already published`, where `published` is one of the states. */
export function refusesIn(states: readonly string[], sentence: string): boolean {
  const text = plain(sentence)
  if (/ not | never | unless | only | must | or /.test(text) || OF_VALUES.test(text)) return false
  return states.map(plain).some((state) => {
    if (state === '' || !text.includes(state)) return false
    return text.includes(' already ') || new RegExp(` (?:is|was|are|has been|been)${state}`).test(text)
  })
}

/** Words about a value that another member has. */
const OF_VALUES = / (?:e ?mail|name|key|slug|code|value|number)s? /

/** True for words of a refusal such as `The invoice is not a draft` and `Must be a draft`: it refuses in all states but this one. */
export function refusesUnless(state: string, sentence: string): boolean {
  const text = plain(sentence)
  const own = plain(state)
  if (own.trim() === '' || / or | unless /.test(text)) return false
  return [
    ` (?:not|no longer)(?: a| an| in| in state| in status)?${own}`,
    ` must (?:still )?be(?: a| an| in| in state| in status)?${own}`,
    ` only(?: a| an| in| from)?${own}`,
  ].some((form) => new RegExp(form).test(text))
}

/** The words in lower case between spaces. */
function plain(text: string): string {
  const words = wordsOf(text)
  return words.length === 0 ? '' : ` ${words.join(' ')} `
}
