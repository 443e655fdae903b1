import type { ApiDocument, ApiOperation } from '../../document/api-document.ts'
import { findOperation } from '../../document/find-operation.ts'
import { sentencesOf } from '../../document/says/sentences-of.ts'
import type { Model, Pointer, Resource } from '../../resource/model.ts'
import { speaksOf } from '../../resource/shape/sentences.ts'
import { placesIn } from '../body/places-in.ts'
import { typeOf } from '../body/flatten-schema.ts'
import { answerSchema } from '../compare/answer-schema.ts'
import { plainWords } from './plain-words.ts'
import { listedIn } from './state-writes.ts'

/** A create that is refused where a member that its body names is in a state. */
export interface NamedState {
  /** The resource of the create. */
  readonly of: Resource
  /** The property of its body that names the member. */
  readonly by: Pointer
  /** The property of a read of the named member that has the state, and its value there. */
  readonly at: Pointer
  readonly value: string | boolean
  /** The words of the refusal. */
  readonly said: string
}

/** The creates that a refusal such as `The copy is on loan` ends, where the body names a copy in that state. */
export function namedStatesOf(named: Resource, { resources }: Model, document: ApiDocument): readonly NamedState[] {
  return Object.values(resources).flatMap((of): readonly NamedState[] => {
    const create = findOperation(document, of.create?.operation)
    const places = Object.entries(of.refers).filter(([, { value }]) => value === named.name)
    const [by, ...others] = places.map(([pointer]) => pointer)
    if (create === undefined || by === undefined || others.length > 0 || by.includes('*')) return []
    const clauses = clausesOf(create).filter(({ subject }) => speaksOf(named.name, subject))
    return clauses.flatMap(({ said }) => {
      const state = stateIn(said, named, document)
      return state === undefined ? [] : [{ of, by, ...state, said }]
    })
  })
}

interface Clause {
  readonly subject: string
  readonly said: string
}

/** The clauses of the refusals of a create: one without a subject of its own has that of the clause before. */
function clausesOf({ responses }: ApiOperation): readonly Clause[] {
  return ['400', '403', '409', '422'].flatMap((status) =>
    sentencesOf(responses[status]?.description).flatMap((sentence) => {
      if (CONDITION.test(sentence)) return []
      let subject = ''
      return sentence.split(/,? or |;/).map((said): Clause => {
        const own = /^\W*(?:the|an?|its) ([\w-]+)/i.exec(said)?.[1]
        subject = own ?? subject
        return { subject, said }
      })
    }),
  )
}

const CONDITION = /\b(?:unless|except|until|while|only)\b/i

/** The one property that a clause speaks of: a listed value, such as `on_loan` for `is on loan`, or a flag such as `isActive` for `is not active`. */
function stateIn(said: string, named: Resource, document: ApiDocument): Pick<NamedState, 'at' | 'value'> | undefined {
  const text = plainWords(said)
  const listed = listedIn(named, document).flatMap(({ at, states }) =>
    states
      .filter((state) => new RegExp(` (?:is|was|are|has been|been)(?: already)?${plainWords(state)}`).test(text))
      .map((value) => ({ at, value })),
  )
  const flags = flagsOf(named, document).flatMap(({ at, word }) => {
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
  const places = placesIn(answerSchema({ resource, document }) ?? true, document.schemas, ({ at }) =>
    at.split('/').length === 2 ? 'alone' : 'none',
  )
  return places.flatMap(({ at, schema }) => {
    const words = plainWords(at).trim().replace(/^is /, '')
    return typeOf(schema) === 'boolean' && words !== '' ? [{ at, word: words }] : []
  })
}
