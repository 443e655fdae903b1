import type { ApiOperation } from '../../document/api-document.ts'
import { sentencesOf } from '../../document/says/sentences-of.ts'
import { isOfStates, onlyStates, type StatesOfNoun } from './only-states.ts'
import { plainWords } from './plain-words.ts'

/** The statuses with which a write is refused for the state of its member. */
const REFUSALS = ['409', '400', '422'] as const

/** The sentences of the document about refusals of a write that may be for the state of its member. */
export function refusalsOf({ responses }: Pick<ApiOperation, 'responses'>): readonly string[] {
  return REFUSALS.flatMap((status) => sentencesOf(responses[status]?.description))
}

/** True for words of a refusal such as `The event is already published`, where `published` is one of the states. */
export function refusesIn(states: readonly string[], sentence: string): boolean {
  const text = plainWords(sentence)
  if (/ not | never | unless | only | must | or /.test(text) || OF_VALUES.test(text)) return false
  return states.map(plainWords).some((state) => {
    if (state === '' || !text.includes(state)) return false
    return text.includes(' already ') || new RegExp(` (?:is|was|are|has been|been)${state}`).test(text)
  })
}

/**
 * True for a description which says that an action in the state to which it leads changes nothing: `To cancel a cancelled booking again changes nothing`,
 * `Archiving an archived flag has no effect`, `This operation is idempotent`.
 */
export function repeatsNothing(states: readonly string[], description: string | undefined): boolean {
  return sentencesOf(description).some((sentence) => {
    const text = plainWords(sentence)
    if (/ (?:is|are) idempotent /.test(text)) return true
    if (!/ (?:changes nothing|has no effect|does nothing|is left as it is|nothing (?:changes|happens)) /.test(text))
      return false
    return (
      / (?:again|already|twice|second time) /.test(text) || states.map(plainWords).some((state) => text.includes(state))
    )
  })
}

/** Words about a value that another member has. */
const OF_VALUES = / (?:e ?mail|name|key|slug|code|value|number)s? /

/** True for words of a refusal such as `The invoice is not a draft` and `Must be a draft`: it refuses in all states but this one. */
export function refusesUnless(state: string, sentence: string): boolean {
  const text = plainWords(sentence)
  const own = plainWords(state)
  if (own.trim() === '' || / or | unless /.test(text)) return false
  return [
    ` (?:not|no longer)(?: a| an| in| in state| in status)?${own}`,
    ` must (?:still )?be(?: a| an| in| in state| in status)?${own}`,
    ` only(?: a| an| in| from)?${own}`,
  ].some((form) => new RegExp(form).test(text))
}

/** The states in which a member takes a write, by its description. */
export interface AllowedStates {
  readonly allowed: readonly string[]
  /** True where a refusal of the write speaks of the state too. */
  readonly isSure: boolean
}

/**
 * The states in which a write takes a member: `draft` of `Send a draft invoice`, and `open` of `Moves an open task to in_progress`. A sentence that limits the
 * write, such as "can only be deleted in the draft state", is sure. Undefined where the document has no refusal for another state.
 */
export function allowedStates(
  operation: Pick<ApiOperation, 'id' | 'method' | 'path' | 'description' | 'responses'>,
  noun: StatesOfNoun,
): AllowedStates | undefined {
  const said = statesWithRefusal(operation, noun)
  if (said?.isSure === true || sentencesOf(operation.description).some(tellsOfOthers)) return said
  const sentences = [...sentencesOf(operation.description), ...refusalsOf(operation)]
  const [allowed, ...others] = sentences.flatMap((sentence) => {
    const limited = onlyStates(sentence, operation, noun)
    return limited === undefined ? [] : [limited]
  })
  return allowed === undefined || others.length > 0 ? said : { allowed, isSure: true }
}

/** True for a sentence such as `Calling this on a user whose status is not X deactivates the user`: the write does something in other states. */
function tellsOfOthers(sentence: string): boolean {
  const text = plainWords(sentence)
  const isOther =
    / (?:whose|with a|in a|has a|another|any other) (?:state|status|phase) (?:is not|other than|that is not) | (?:another|any other) (?:state|status|phase) | otherwise /
  return isOther.test(text) && !/ (?:4\d\d|refused|rejected|error|fails?|not allowed|forbidden) /.test(text)
}

/** The states in which a write takes a member that it refuses in others. */
function statesWithRefusal(
  operation: Pick<ApiOperation, 'method' | 'description' | 'responses'>,
  { noun, states }: StatesOfNoun,
): AllowedStates | undefined {
  const sentences = sentencesOf(operation.description)
  const refusals = [...refusalsOf(operation), ...sentences.filter((sentence) => STATES_REFUSAL.test(sentence))]
  const isOtherRefused = sentences.some((sentence) => OTHERS_REFUSED.test(sentence))
  if (!Object.hasOwn(operation.responses, '409') && refusals.length === 0 && !isOtherRefused) return undefined
  const said = states.filter((state) =>
    refusals.some((sentence) => isAbout(noun, sentence) && refusesUnless(state, sentence)),
  )
  if (said.length > 0) return said.length === 1 ? { allowed: said, isSure: true } : undefined
  const isSure = isOtherRefused || refusals.some((sentence) => /\b(?:state|status)\b/i.test(sentence))
  const listed = sentences.map((sentence) => listedStates(sentence, { noun, states })).find(({ length }) => length > 0)
  if (listed !== undefined) return listed.length < states.length ? { allowed: listed, isSure } : undefined
  const excluded = states.filter((state) =>
    sentences.some((sentence) => isRefusedIn(sentence, { noun, state, states })),
  )
  if (excluded.length > 0 && excluded.length < states.length)
    return { allowed: states.filter((state) => !excluded.includes(state)), isSure: true }
  const refused = refusedStates(operation, { noun, states })
  if (refused.length > 0 && refused.length < states.length)
    return { allowed: states.filter((state) => !refused.includes(state)), isSure: operation.method === 'POST' }
  const objects = states.filter((state) => sentences.some((sentence) => isObjectOf(sentence, { noun, state })))
  if (objects.length !== 1) return undefined
  const others = states.filter((state) => !objects.includes(state))
  const isNamed = refusals.some((sentence) => sentence.split(/,? or /).some((part) => refusesIn(others, part)))
  return { allowed: objects, isSure: isSure || isNamed }
}

/** The states that a sentence such as `Activates a user with the status STAGED or DEPROVISIONED` lists. */
function listedStates(sentence: string, { noun, states }: StatesOfNoun): readonly string[] {
  const form = ` \\w+ (?:the \\w+ of )?(?:an?|the|one)${plainWords(noun)}(?:with|in|whose) (?:the |one of the )?(?:state|status|phase)(?:es|s)?(?: is)? (.+?) (?:to .*)?$`
  const [, list = ''] = new RegExp(`^${form}`).exec(plainWords(sentence)) ?? []
  const left = states.map(plainWords).reduce((text, state) => text.replace(state, ' '), ` ${list} `)
  // A word beside the states may add a condition.
  if (list === '' || !/^[ ]*(?:(?:or|and) *)*$/.test(left)) return []
  return states.filter((state) => ` ${list} `.includes(plainWords(state)))
}

/** The states that the refusals of a write name alone: both of `The subscription is active or canceled`. */
function refusedStates(
  { responses }: Pick<ApiOperation, 'responses'>,
  { noun, states }: StatesOfNoun,
): readonly string[] {
  const form = new RegExp(`^ (?:(?:the|this|an?|your) )?(?:${plainWords(noun).trim()}|it) (?:is|was|has been) (.+) $`)
  const lists = sentencesOf(responses['409']?.description).flatMap((sentence) => {
    const [, list] = form.exec(plainWords(sentence)) ?? []
    return list !== undefined && isOfStates(list.replaceAll(/\balready\b/g, ' '), states) ? [` ${list} `] : []
  })
  return states.filter((state) => lists.some((list) => list.includes(plainWords(state))))
}

/** A sentence such as `Any other status is answered with 403`. */
const OTHERS_REFUSED =
  /\bother (?:state|status|phase)(?:e?s)?\b[^.]*\b(?:4\d\d|refused|rejected|an error|not allowed|fails?)\b|\bany other(?: \w+)? (?:is|are) (?:answered with 4\d\d|refused|rejected)\b/i

/** A sentence that tells of a refusal with its status. */
const STATES_REFUSAL = /\b(?:answered|refused|rejected) with (?:an? )?(?:409|400|422)\b|\(409\)/i

/** True for a state that a sentence such as `A device that is assigned or retired is answered with 409` refuses. */
function isRefusedIn(
  sentence: string,
  { noun, state, states }: StatedNoun & { readonly states: readonly string[] },
): boolean {
  const text = plainWords(sentence)
  const own = plainWords(noun)
  const [, list = ''] =
    new RegExp(
      `^ (?:an?|the|one)${own}(?:that|which) is (?:already )?(.+?) (?:is|are) (?:answered|refused|rejected) `,
    ).exec(text) ??
    new RegExp(`^ (?:an?|the) (.+?)${own}(?:is|are) (?:answered|refused|rejected) `).exec(text) ??
    new RegExp(`^ (.+?)${own.trimEnd()}s are (?:answered|refused|rejected) `).exec(text) ??
    []
  const left = states.map(plainWords).reduce((rest, one) => rest.replace(one, ' '), ` ${list} `)
  return list !== '' && /^[ ]*(?:(?:or|and) *)*$/.test(left) && ` ${list} `.includes(plainWords(state))
}

interface StatedNoun {
  readonly noun: string
  readonly state: string
}

/** True for a sentence about a member of the resource, or about its state: others, such as a caller, may have to be in a state too. */
function isAbout(noun: string, sentence: string): boolean {
  const subject = `(?:(?:the|this|an?|your) )?(?:${plainWords(noun).trim()}s?|status|state)`
  return new RegExp(
    `^ (?:${subject} |not |no longer |must |only (?:an? )?\\w+ (?:\\w+ )?${plainWords(noun).trim()}s? )`,
  ).test(plainWords(sentence))
}

/** Words about a write in its own state, such as `Voiding a void invoice answers 204 and changes nothing`. */
const IS_NO_USE = / (?:changes nothing|has no effect|does nothing|succeeds|answers?(?: with)? 2\d\d) /

/** True for a sentence whose object is a member in a state: `Sends a draft invoice`, `Moves a task that is in_progress to done`. */
function isObjectOf(sentence: string, { noun, state }: StatedNoun): boolean {
  const text = plainWords(sentence)
  if (/ or | also | any | even | unless | puts | makes | back | brings | again /.test(text) || IS_NO_USE.test(text))
    return false
  const [own, held] = [plainWords(noun), plainWords(state)]
  return [
    `^ \\w+ (?:an?|the|one)${held.trimEnd()}${own}`,
    `^ \\w+ (?:the )?(?:\\w+ ){1,3}of (?:an?|the|one)${held.trimEnd()}${own}`,
    `^ \\w+ (?:an?|the|one)${own}(?:that|which) is${held}`,
    `^ \\w+ (?:an?|the|one)${held}$`,
    `^ (?:an?|the)${held.trimEnd()}(?:${own}| )becomes `,
  ].some((form) => new RegExp(form).test(text))
}
