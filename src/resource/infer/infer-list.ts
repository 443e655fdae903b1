import type { ApiDocument, ApiOperation, ApiParameter } from '../../document/api-document.ts'
import { pathShape } from '../shape/path-shape.ts'
import type { SchemaShape } from '../shape/schema-shape.ts'
import { formatPointer } from '../../json/pointer.ts'
import { arrayIn } from '../shape/array-in.ts'
import { answerShape } from '../shape/body-schema.ts'
import { sureIf } from '../fact.ts'
import { inferPages } from './infer-pages.ts'
import { inferTotal } from './infer-total.ts'
import type { Key, ListFacts } from '../model.ts'
import { isSameSchema, shareOf } from '../shape/similarity.ts'
import type { Subject } from '../shape/subject.ts'

/** A list that is none of the roles of a resource: one of associated members, another list of members, or a search. */
interface ListApart {
  readonly list: ApiOperation
  readonly items: SchemaShape
  /** The name of the members. */
  readonly name: string
  readonly key: Key
}

/** Infers the places of the members, their total and the pages of a list apart. */
export function inferListApart({ list, items, name, key }: ListApart, document: ApiDocument): ListFacts | undefined {
  const candidate = { name, parts: pathShape(list.path).parts, keys: key.parameters }
  const roles = { list, updates: [] }
  return inferList({ document, candidate, roles, member: items, request: items }, key)
}

/** Infers the places of the members, their total and the pages of a list. */
export function inferList(subject: Subject, key: Key): ListFacts | undefined {
  const { document, roles, member } = subject
  const { list } = roles
  if (list === undefined) return undefined
  const answer = answerShape(document, list)
  const array = arrayIn(document, answer)
  if (array === undefined) return { operation: list.id }
  const share = isSameSchema(array.items, member) ? 1 : (shareOf(array.items, member) ?? 0)
  const text = `GET ${list.path}`
  const where = array.at === '' ? 'an array' : `an array at ${array.at}`
  const items = sureIf(share >= 0.8 && array.isOnly, array.at, `${text} answers ${where} of members`)
  const total = inferTotal(document, answer, list)
  const pages = inferPages({ subject, list, answer, array, key })
  const lacks = [...member.properties.keys()].filter(
    (name) => array.items.properties.size > 0 && !array.items.properties.has(name),
  )
  const part = list.parameters.find(showsPart)?.name
  return {
    operation: list.id,
    items,
    ...(part === undefined ? {} : { part }),
    ...(total === undefined ? {} : { total }),
    ...(pages === undefined ? {} : { pages }),
    ...(lacks.length === 0 ? {} : { lacks: lacks.map((name) => formatPointer([name])) }),
  }
}

/** A default that moves with time, as in "Defaults to today's date". */
const MOVES = /\bdefaults?\b[^.]*\b(?:today|now|current|(?:hour|day|week|month|year)s?)\b/i

/** True for a parameter without which a list shows the members of some days. */
function showsPart({ in: place, required, description = '' }: ApiParameter): boolean {
  return place === 'query' && !required && MOVES.test(description)
}
