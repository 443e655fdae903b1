import { findOperation } from '../../document/find-operation.ts'
import type { ApiDocument, ApiOperation, DocumentSchema } from '../../document/api-document.ts'
import { formatPointer, isObject, parsePointer } from '../../json/pointer.ts'
import type { Pointer, Resource } from '../../resource/model.ts'
import { plainName } from '../../words/words.ts'
import { alternativesOf } from '../body/alternatives.ts'
import { differencesShown, type ShownDifference } from './compare-shown.ts'
import { hangsOnOthers } from './hangs-on-others.ts'
import { flatten, typeOf } from '../body/flatten-schema.ts'
import { asShould, type Problem } from '../session/problem.ts'
import { contentOf } from '../body/request-body.ts'
import { isWithin, placesThatMayChange } from './places-that-may-change.ts'
import { isJson } from '../../resource/shape/body-schema.ts'
import { hasUriExample } from '../body/uri-example.ts'
import { mayLack } from './shown-by-default.ts'
import { schemaAt } from '../body/schema-at.ts'
import { secretPointers } from '../send/secrets-of.ts'
import { tellLists } from './tell-lists.ts'
import { versionsIn } from './version-name.ts'

interface Shown {
  readonly sent: unknown
  readonly shown: unknown
  /** The operation whose answer shows the member. */
  readonly operation: ApiOperation
}

/** Returns the differences of a member, as it is shown, from the member as it was sent. */
export function compareMember(
  { sent, shown, operation }: Shown,
  resource: Resource,
  { schemas, operations }: ApiDocument,
): readonly Problem[] {
  const { server } = resource
  const { schema, taken } = viewsOf(resource, operation, { schemas, operations })
  const changed = [taken, schema].flatMap((one) => [
    ...changedIn(one, schemas),
    ...changedWithin(one, schemas),
    ...versionsIn(one ?? true, schemas).map(({ at }) => at),
  ])
  const ignored = [...server, ...secretPointers(resource), ...changed]
  const prefix = resource.wrap?.value.answer ?? ''
  const found = differencesShown(sent, shown, { ignored, schema, taken, schemas }).filter(
    ({ at, kind }) => kind !== 'missing' || !mayLack(at, operation),
  )
  if (found.length === 0) return []
  const loose = placesThatMayChange([taken, schema], resource, { schemas, operations })
  return found.map((one) => (isWithin(one.at, loose) ? asShould(toProblem(one, prefix)) : toProblem(one, prefix)))
}

interface Views {
  /** The schema of a member in an answer, and in the body of a create. Undefined where the document states none. */
  readonly schema: DocumentSchema | undefined
  readonly taken: DocumentSchema | undefined
}

function viewsOf(
  { create, wrap, list, read }: Resource,
  operation: ApiOperation,
  { schemas, operations }: Pick<ApiDocument, 'schemas' | 'operations'>,
): Views {
  const whole = schemaOfSuccess(operation)
  const made = findOperation({ operations }, create?.operation)
  const body = made === undefined ? undefined : contentOf(made)?.schema
  // A list stands for the read where nothing else shows a member.
  const isList = read === undefined && operation.id === list?.operation
  const answer = isList ? `${list.items?.value ?? ''}/*` : wrap?.value.answer
  return {
    schema: whole === undefined || answer === undefined ? whole : schemaAt(whole, answer, schemas),
    taken: body === undefined ? undefined : schemaAt(body, wrap?.value.request ?? '', schemas),
  }
}

/**
 * True where nothing of a create can be compared with the answer of an operation. The schemas of both have properties, and none in common; or the
 * answer has a map of objects.
 */
export function showsNothing(resource: Resource, operation: ApiOperation, document: ApiDocument): boolean {
  const { schema, taken } = viewsOf(resource, operation, document)
  const [sent, shown] = [taken, schema].map((one) => namesIn(one, document.schemas))
  // The entries of such a map are members, or parts of one, under names that the document does not have.
  if (sent !== undefined && shown === undefined && isMapOfObjects(schema, document.schemas)) return true
  return sent !== undefined && shown !== undefined && ![...sent].some((name) => shown.has(name))
}

function isMapOfObjects(schema: DocumentSchema | undefined, schemas: ApiDocument['schemas']): boolean {
  const { additionalProperties } = flatten(schema ?? true, schemas)
  return isObject(additionalProperties) && isObject(flatten(additionalProperties, schemas)['properties'])
}

/** The names of the properties of a schema and its alternatives, as `plainName` compares them. Undefined where it has none. */
function namesIn(schema: DocumentSchema | undefined, schemas: ApiDocument['schemas']): ReadonlySet<string> | undefined {
  if (schema === undefined) return undefined
  const found = alternativesOf(schema, schemas).flatMap((one) => {
    const { properties } = flatten(one, schemas)
    return isObject(properties) ? Object.keys(properties).map(plainName) : []
  })
  return found.length === 0 ? undefined : new Set(found)
}

/** The properties of which a description or the name says that the server may show another value than was sent. */
function changedIn(schema: DocumentSchema | undefined, schemas: ApiDocument['schemas']): readonly Pointer[] {
  const { properties } = flatten(schema ?? true, schemas)
  return Object.entries(isObject(properties) ? properties : {}).flatMap(([name, own]) => {
    const flat = flatten(own as DocumentSchema, schemas)
    const type = typeOf(flat)
    const isOther =
      flat['x-changed'] === true || flat['deprecated'] === true || hasUriExample(flat) || hangsOnOthers(name, type)
    return isOther ? [formatPointer([name])] : []
  })
}

/** The most objects and lists around a value of which a description says so, as a count. */
const DEEPEST = 3

/** The places within objects and items of lists of which a description says that the server may show another value than was sent. */
function changedWithin(
  schema: DocumentSchema | undefined,
  schemas: ApiDocument['schemas'],
  above = '',
): readonly Pointer[] {
  if (parsePointer(above).length > DEEPEST) return []
  const { properties, items } = flatten(schema ?? true, schemas)
  if (items !== undefined) return changedWithin(items as DocumentSchema, schemas, `${above}/*`)
  return Object.entries(isObject(properties) ? properties : {}).flatMap(([name, own]) => {
    const at = above + formatPointer([name])
    const isChanged = above !== '' && flatten(own as DocumentSchema, schemas)['x-changed'] === true
    return isChanged ? [at] : changedWithin(own as DocumentSchema, schemas, at)
  })
}

/** The schema of the JSON of the first successful answer; undefined where the document states none. */
export function schemaOfSuccess({ responses }: ApiOperation): DocumentSchema | undefined {
  const [, response] = Object.entries(responses).find(([status]) => status.startsWith('2')) ?? []
  return Object.entries(response?.content ?? {}).find(([media]) => isJson(media) || media === '*/*')?.[1].schema
}

function toProblem({ at, sent, shown, kind }: ShownDifference, prefix: string): Problem {
  const place = `body#${prefix}${at}`
  const expected = `expected ${short(sent)}${at === '' ? '' : ` at ${at}`}`
  if (kind === 'missing')
    return {
      signature: 'value-missing',
      message: `${expected}, got no value`,
      at: place,
      expected: sent,
      actual: 'nothing',
    }
  const message = longListsTold({ at, sent, shown }) ?? `${expected}, got ${short(shown)}`
  return {
    signature: kind === 'differs' ? 'value-differs' : 'value-normalised',
    message,
    at: place,
    expected: sent,
    actual: shown,
    ...(kind === 'same-meaning' ? { level: 'should' as const } : {}),
  }
}

/** Two lists whose texts are cut in messages may be cut before their difference. */
function longListsTold({ at, sent, shown }: Pick<ShownDifference, 'at' | 'sent' | 'shown'>): string | undefined {
  const isCut = [sent, shown].some((one) => isLong(JSON.stringify(one) ?? ''))
  return isCut && Array.isArray(sent) && Array.isArray(shown) ? tellLists({ at, sent, shown }, short) : undefined
}

/** A value as messages show it. */
export function short(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return isLong(text) ? `${text.slice(0, 77)}...` : text
}

function isLong(text: string): boolean {
  return text.length > 80
}
