import type { ApiDocument, ApiOperation } from '../../document/api-document.ts'
import { sentencesOf } from '../../document/says/sentences-of.ts'
import type { Pointer, Resource } from '../../resource/model.ts'
import { statesOf } from '../../words/states-of.ts'
import { operationWithId } from '../body/paths.ts'
import { typeOf } from '../body/flatten-schema.ts'
import { shownProperties } from '../compare/shown-properties.ts'
import { plainWords } from './plain-words.ts'
import { listedIn } from './state-writes.ts'

/** A part of a refusal, such as `the member is blocked` of "The copy is on loan, or the member is blocked". */
export interface RefusalClause {
  /** The noun of which it speaks: one without a subject of its own has that of the clause before. */
  readonly subject: string
  /** The clause with its subject, without the dot at its end. */
  readonly said: string
}

/** The clauses of the refusals of an operation. A sentence with a condition has none. */
export function clausesOf({ responses }: Pick<ApiOperation, 'responses'>): readonly RefusalClause[] {
  return STATUSES.flatMap((status) =>
    sentencesOf(responses[status]?.description).flatMap((sentence) => {
      if (CONDITION.test(sentence)) return []
      let subject = ''
      return sentence.split(/,? or |;/).map((said): RefusalClause => {
        const own = /^\W*(?:the|an?|its) ([\w-]+)/i.exec(said)?.[1]
        subject = own ?? subject
        const words = said.replaceAll(/^\s+|[\s.]+$/g, '')
        return { subject, said: own === undefined && subject !== '' ? `the ${subject} ${words}` : words }
      })
    }),
  )
}

const STATUSES = ['400', '403', '409', '422'] as const
const CONDITION = /\b(?:unless|except|until|while|only)\b/i

/** A property of a member that has a state: one of its listed values, or a flag. */
export interface InState {
  readonly at: Pointer
  readonly value: string | boolean
}

/** The one state of which a clause speaks: a listed value, such as `on_loan` for `is on loan`, or a flag such as `isActive` for `is not active`. */
export function stateIn(said: string, resource: Resource, document: ApiDocument): InState | undefined {
  const text = plainWords(said)
  const listed = listedIn(resource, document).flatMap(({ at, states }) =>
    states
      .filter((state) => new RegExp(` (?:is|was|are|has been|been)(?: already)?${plainWords(state)}`).test(text))
      .map((value) => ({ at, value })),
  )
  const flags = flagsOf(resource, document).flatMap(({ at, word }) => {
    const found = new RegExp(` (?:is|are) (not )?(?:already )?${word} `).exec(text)
    return found === null ? [] : [{ at, value: found[1] === undefined }]
  })
  const [found, ...others] = [...listed, ...flags]
  return others.length > 0 ? undefined : found
}

/** The flags at the top of a member, each with the word that names it: `active` for `isActive`. */
function flagsOf(
  resource: Resource,
  document: ApiDocument,
): readonly { readonly at: Pointer; readonly word: string }[] {
  return shownProperties(resource, document).flatMap(({ at, schema }) => {
    const word = flagWord(at)
    return typeOf(schema) === 'boolean' && word !== '' ? [{ at, word }] : []
  })
}

function flagWord(at: Pointer): string {
  return plainWords(at).trim().replace(/^is /, '')
}

/** The first of some actions that leads to a state: its description says so, or its name does, as `suspend` for `suspended`. */
export function actionTo(
  { at, value }: InState,
  actions: readonly Resource[],
  document: ApiDocument,
): Resource | undefined {
  if (value === false) return undefined
  const state = value === true ? flagWord(at) : plainWords(value).trim()
  return actions.find(({ name, create }) => {
    if (create === undefined || create.asks === true) return false
    const sentences = sentencesOf(operationWithId(document, create.operation).description)
    const isNamed = sentences.some((text) => BECOMES.test(text) && plainWords(text).includes(` ${state} `))
    return isNamed || statesOf(name).includes(state)
  })
}

const BECOMES = /\b(?:becomes?|is then|gets|turns?|sets?|moves?|to)\b/i
