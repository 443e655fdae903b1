import type { ApiOperation } from '../../document/api-document.ts'
import { demandedOf } from '../../document/says/says-demanded.ts'
import { parsePointer } from '../../json/pointer.ts'
import type { Pointer, Resource } from '../../resource/model.ts'
import { inSingular, wordsOf } from '../../words/words.ts'
import type { Learned } from '../session/learned.ts'
import type { LawSession } from '../session/session.ts'

type Query = Readonly<Record<string, string | undefined>>

/** The optional parameters of which a list demands one, by its description or by that of its refusal. Empty where it refuses nothing. */
function demandedBy({ parameters, description, responses }: ApiOperation): readonly string[] {
  const refusals = [responses['400'], responses['422']].filter((response) => response !== undefined)
  if (refusals.length === 0) return []
  const optional = parameters.filter((one) => one.in === 'query' && !one.required).map(({ name }) => name)
  return demandedOf([description, ...refusals.map((one) => one.description)].join('. '), optional)
}

/** The query with a value that the list demands, where the run knows one, and the query has none. */
export function withDemanded(query: Query | undefined, operation: ApiOperation, { demanded }: Learned): Query {
  const known = demanded.get(operation.id)
  return known === undefined || !lacksDemanded(query, operation) ? { ...query } : { ...known, ...query }
}

/** True for a query without each of the parameters of which a list demands one. */
export function lacksDemanded(query: Query | undefined, operation: ApiOperation): boolean {
  const names = demandedBy(operation)
  return names.length > 0 && !names.some((name) => query?.[name] !== undefined)
}

/** The parameter of a list that demands one, for the members that have a property such as `/projects/*`. */
export function demandedFor(pointer: Pointer, resource: Resource, { operations }: LawSession): string | undefined {
  const operation = operations.get(resource.list?.operation ?? '')
  const property = parsePointer(pointer).findLast((token) => token !== '*') ?? ''
  return operation === undefined ? undefined : demandedBy(operation).find((name) => stem(name) === stem(property))
}

function stem(name: string): string {
  const words = wordsOf(name)
  const own = words.length > 1 && /^(?:ids?|gid|uuid|key)$/.test(words.at(-1) ?? '') ? words.slice(0, -1) : words
  return inSingular(own).join('')
}
