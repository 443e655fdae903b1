import type { ApiDocument } from '../../document/api-document.ts'
import { findOperation } from '../../document/find-operation.ts'
import type { Model, Pointer, Resource } from '../../resource/model.ts'
import { namesState } from '../../resource/shape/state-names.ts'
import { speaksOf } from '../../resource/shape/sentences.ts'
import { wordsOf } from '../../words/words.ts'
import { typeOf } from '../body/flatten-schema.ts'
import { placesIn } from '../body/places-in.ts'
import { shownProperties } from '../compare/shown-properties.ts'
import { type Counter, holdersOf } from './counters.ts'
import { clausesOf } from './refusal-clauses.ts'

/** A number of a member that limits how many members of a resource it has, or is named by. */
export interface Limit extends Pick<Counter, 'holder' | 'by'> {
  /** The property of the holder that has the number. */
  readonly at: Pointer
  /** The words of the refusal. */
  readonly said: string
  /** The state in which members count, such as `open`, where the refusal names it. */
  readonly state: string | undefined
  /** False where a new member may be in a state that does not count. */
  readonly isSure: boolean
}

/** The limits that the refusals of a create state: `The member has `max_loans` open loans`, or `The event is full` where events have a `capacity`. */
export function limitsOf(resource: Resource, model: Model, document: ApiDocument): readonly Limit[] {
  const create = findOperation(document, resource.create?.operation)
  if (create === undefined) return []
  const clauses = NOT_COUNTED.test(create.description ?? '') ? [] : clausesOf(create).map(({ said }) => said)
  if (!clauses.some((clause) => HAS.test(clause) || FULL.test(clause))) return []
  const hasStates = shownProperties(resource, document).some(
    ({ at, schema }) => namesState(at) || typeOf(schema) === 'boolean',
  )
  return holdersOf(resource, model).flatMap((place): readonly Limit[] => {
    const numbers = shownProperties(place.holder, document)
      .filter(({ schema }) => typeOf(schema) === 'integer')
      .map(({ at }) => at)
    const quoted = clauses.flatMap((clause): readonly Limit[] => {
      const [, name = '', state, noun = ''] = HAS.exec(clause) ?? []
      const at = numbers.find((one) => one === `/${name}`)
      return at === undefined || !speaksOf(resource.name, noun)
        ? []
        : [{ ...place, at, said: clause, state, isSure: !hasStates }]
    })
    const [room, ...others] = numbers.filter(isRoom)
    const full = clauses.find((clause) => FULL.test(clause) && speaksOf(place.holder.name, clause))
    // An order of several places at once is another number.
    const isOne = !placesOfCreate(resource, document).some((at) => AMOUNT.test(at))
    if (quoted.length > 0 || full === undefined || room === undefined || others.length > 0 || !isOne) return quoted
    return [{ ...place, at: room, said: full, state: undefined, isSure: !hasStates }]
  })
}

const HAS = /\bhas (?:already )?`(\w+)` (?:or more )?(?:(\w+) )?(\w+)\W*$/i
/** Words of a create that speak of members which take no place yet. */
const NOT_COUNTED =
  /\b(?:do|does) not (?:take|count|use|hold|need)\b|\b(?:waiting|wait ?list\w*|waits?)\b|\bpending\b|\bis a draft\b/i
const FULL = /\bis (?:already )?full\b/i
const AMOUNT = /quantity|amount|seats|places|count|size|people|guests|tickets/i

function isRoom(at: Pointer): boolean {
  const words = wordsOf(at.slice(1))
  return words.includes('capacity') || (/^max(?:imum)?$/.test(words[0] ?? '') && words.length > 1)
}

function placesOfCreate({ create }: Resource, document: ApiDocument): readonly Pointer[] {
  const body = findOperation(document, create?.operation)?.body
  const { schema = true } = body?.content[create?.media ?? ''] ?? {}
  return placesIn(schema, document.schemas, () => 'alone').map(({ at }) => at)
}
