import type { ApiDocument, ApiOperation, DocumentSchema } from '../../document/api-document.ts'
import { listOf, objectOf } from '../../json/list-of.ts'
import { formatPointer, parsePointer, withValueAt } from '../../json/pointer.ts'
import type { Model, Resource, UpdateFacts } from '../../resource/model.ts'
import { nameAmong } from '../../words/words.ts'
import { operationWithId } from '../body/paths.ts'
import { flatten } from '../body/flatten-schema.ts'
import { contentOf } from '../body/request-body.ts'
import { schemaAt } from '../body/schema-at.ts'
import { without } from '../body/without.ts'
import { answerSchema } from '../compare/answer-schema.ts'
import { isSecretName } from '../compare/secret-name.ts'
import { secretPointers } from '../send/secrets-of.ts'
import { bodiesOf } from '../body/wrapped-member.ts'

/** A document whose updates of singletons take nothing but what the run can put back. */
export interface Restorable {
  readonly document: ApiDocument
  /** The reason why a singleton is not written, by the name of its resource. */
  readonly unwritten: ReadonlyMap<string, string>
}

/**
 * Takes from the updates of singletons the properties that no read shows, and secrets: the run could not put back the password of `/users/me`.
 * A singleton with an update that requires such a property is not written.
 */
export function restorable(document: ApiDocument, { resources }: Pick<Model, 'resources'>): Restorable {
  const unwritten = new Map<string, string>()
  const replaced = new Map<string, ApiOperation>()
  for (const resource of Object.values(resources)) {
    // A singleton below a member of the run goes with that member.
    if (resource.singleton !== true || resource.within.some((one) => 'resource' in one)) continue
    for (const facts of resource.updates) {
      const operation = operationWithId(document, facts.operation)
      const taken = takenIn(resource, facts, document)
      const lost = taken === undefined ? [] : lostBy(taken.flat, resource, document)
      if (taken === undefined || lost.length === 0) continue
      const needed = lost.find((name) => listOf(taken.flat['required']).includes(name))
      if (needed !== undefined)
        unwritten.set(
          resource.name,
          `${operation.method} ${operation.path} requires ${needed}, which no read shows: the run could not put it back`,
        )
      replaced.set(operation.id, withSchema(operation, { facts, taken, lost, document }))
    }
  }
  if (replaced.size === 0) return { document, unwritten }
  return {
    document: { ...document, operations: document.operations.map((one) => replaced.get(one.id) ?? one) },
    unwritten,
  }
}

/** The schema of the member in the body of an update. */
interface Taken {
  readonly at: string
  readonly whole: DocumentSchema
  readonly flat: Readonly<Record<string, unknown>>
}

function takenIn(resource: Resource, facts: UpdateFacts, document: ApiDocument): Taken | undefined {
  const whole = contentOf(operationWithId(document, facts.operation), facts.media)?.schema
  const at = bodiesOf(resource, facts).wrap?.value.request ?? ''
  const inner = whole === undefined ? undefined : schemaAt(whole, at, document.schemas)
  return whole === undefined || inner === undefined ? undefined : { at, whole, flat: flatten(inner, document.schemas) }
}

function lostBy(flat: Taken['flat'], resource: Resource, document: ApiDocument): readonly string[] {
  const shown = answerSchema({ resource, document })
  const secrets = new Set(secretPointers(resource).map((pointer) => parsePointer(pointer)[0] ?? ''))
  return Object.entries(objectOf(flat['properties'])).flatMap(([name, own]) => {
    const beside = { name, own: own as DocumentSchema, shown, depth: 0 }
    return secrets.has(name) || isLost(beside, document.schemas) ? [name] : []
  })
}

interface Beside {
  readonly name: string
  readonly own: DocumentSchema
  /** The schema of the object in answers that may have the property. */
  readonly shown: DocumentSchema | undefined
  /** The objects around the property, as a count. */
  readonly depth: number
}

/** The most objects around a property that is looked at, as a count: a schema may contain itself. */
const DEEPEST = 3

/** True where a read shows less of a property than an update takes: a whole object is lost where one property of it is. */
function isLost({ name, own, shown, depth }: Beside, schemas: ApiDocument['schemas']): boolean {
  const known = objectOf(flatten(shown ?? true, schemas)['properties'])
  const names = Object.keys(known)
  const same = nameAmong(name, names)
  if (isSecretName(name) || (names.length > 0 && same === undefined)) return true
  if (same === undefined || depth > DEEPEST) return false
  const inner = Object.entries(objectOf(flatten(own, schemas)['properties']))
  return inner.some(([one, schema]) =>
    isLost(
      { name: one, own: schema as DocumentSchema, shown: known[same] as DocumentSchema, depth: depth + 1 },
      schemas,
    ),
  )
}

interface Losing {
  readonly facts: UpdateFacts
  readonly taken: Taken
  readonly lost: readonly string[]
  readonly document: ApiDocument
}

/** The operation without some properties in its body, and without examples: they may have these properties too. */
function withSchema(operation: ApiOperation, { facts, taken, lost, document }: Losing): ApiOperation {
  const { body } = operation
  const media = contentOf(operation, facts.media)?.media
  if (body === undefined || media === undefined) return operation
  const { at, whole, flat } = taken
  const required = listOf(flat['required']).filter((name) => !lost.includes(String(name)))
  const properties = without(objectOf(flat['properties']), lost)
  const less = { ...without(flat, EXAMPLES), required, properties }
  const place = parsePointer(at).flatMap((token) => ['properties', token])
  const outer = without(flatten(whole, document.schemas), EXAMPLES)
  const schema = place.length === 0 ? less : (withValueAt(outer, formatPointer(place), less) as DocumentSchema)
  return { ...operation, body: { ...body, content: { ...body.content, [media]: { schema } } } }
}

const EXAMPLES = ['example', 'examples']
