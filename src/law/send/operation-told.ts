import type { ApiDocument, ApiOperation, DocumentSchema } from '../../document/api-document.ts'
import { isObject, valueAt } from '../../json/pointer.ts'
import type { Resource } from '../../resource/model.ts'
import { answerShape, jsonOf } from '../../resource/shape/body-schema.ts'
import { schemaShape, type SchemaShape } from '../../resource/shape/schema-shape.ts'
import { isSameSchema } from '../../resource/shape/similarity.ts'
import { parametersIn } from '../body/paths.ts'
import type { Answer } from '../session/exchange.ts'
import { segmentAt } from './create-note.ts'
import { valuesInLink } from './values-in-link.ts'

/** The schema of the body of a 202. */
export function acceptedSchema({ responses }: ApiOperation): DocumentSchema | undefined {
  const [, content] = jsonOf(responses['202']?.content ?? {}) ?? []
  return content?.schema
}

/** The read of an operation that carries a write out. */
export interface Monitor {
  readonly operation: ApiOperation
  readonly path: readonly string[]
}

/**
 * The read of the operation that a 202 tells of: a GET of the same schema, at the Location of the answer or under the id in its body.
 * Undefined where the schema is that of members that are made or changed.
 */
export function monitorOf(
  answer: Answer,
  operation: ApiOperation,
  { document, owners }: { readonly document: ApiDocument; readonly owners: ReadonlyMap<string, Resource> },
): Monitor | undefined {
  const schema = acceptedSchema(operation)
  if (answer.status !== 202 || schema === undefined) return undefined
  const told = schemaShape(document, schema)
  const reads = document.operations.filter((one) => isReadOf(told, one, document) && !isOfMembers(one, owners))
  for (const read of reads) {
    const values = valuesInLink(answer.header('location'), read.path)
    if (values !== undefined) return { operation: read, path: values }
  }
  for (const read of reads) {
    const [parameter = '', ...others] = parametersIn(read.path)
    const id = [`/${parameter}`, '/id', '/name']
      .map((at) => segmentAt(answer.json, at))
      .find((one) => one !== undefined)
    if (others.length === 0 && id !== undefined && !id.includes('/')) return { operation: read, path: [id] }
  }
  return undefined
}

function isReadOf(told: SchemaShape, { method, path, ...rest }: ApiOperation, document: ApiDocument): boolean {
  if (method !== 'GET' || parametersIn(path).length === 0) return false
  return isSameSchema(answerShape(document, { method, path, ...rest }), told)
}

function isOfMembers({ id }: ApiOperation, owners: ReadonlyMap<string, Resource>): boolean {
  const { read, create, updates = [] } = owners.get(id) ?? {}
  return read?.operation === id && (create !== undefined || updates.length > 0)
}

/** The state of an operation: `done` and `failed` are final. Undefined where the words do not tell. */
export function stateOf(shown: unknown): 'done' | 'failed' | undefined {
  if (!isObject(shown)) return undefined
  if (shown['done'] === true) return isObject(shown['error']) ? 'failed' : 'done'
  const words = STATES.map((name) => valueAt(shown, `/${name}`)).find((value) => typeof value === 'string')
  if (words === undefined) return undefined
  if (FAILED.test(words)) return 'failed'
  return DONE.test(words) ? 'done' : undefined
}

/** The names of the property that tells the state, the most usual first. */
const STATES = ['status', 'state', 'phase', 'operationStatus', 'jobStatus']
const DONE = /^(?:succeed(?:ed)?|success(?:ful)?|completed?|done|finished|ended)$/i
const FAILED = /^(?:fail(?:ed|ure)?|errors?|errored|cancel+ed|aborted|rejected|timed?[\s_-]?out|expired)$/i
