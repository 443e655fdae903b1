import type { ApiDocument, ApiOperation, DocumentSchema } from '../../document/api-document.ts'
import type { Resource } from '../../resource/model.ts'
import { scalarText } from '../../source/scalar.ts'
import { alternativesOf } from './alternatives.ts'
import { onceASchema } from './once-a-schema.ts'
import { ownParameters } from './paths.ts'
import { flatten } from './flatten-schema.ts'
import { type BodyContent, contentOf } from './request-body.ts'
import { schemaAt } from './schema-at.ts'
import { withValuesOfKey } from './values-of-key.ts'

/** The owner of a body: a member whose key stands in the path, or any member if `own` is empty. */
export interface KeyedBody {
  readonly resource: Pick<Resource, 'key' | 'wrap'>
  readonly document: Pick<ApiDocument, 'schemas'>
  readonly own: readonly string[]
  readonly media?: string | undefined
}

/**
 * The content of a body under a key. A key may tell the alternatives of a body apart, such as one for each kind of member. The content
 * then has only the alternatives that the key admits, and the values that a description states for it. Undefined for an operation without a body, and for a key that no alternative
 * admits.
 */
export function bodyOfKey(operation: ApiOperation, { media, ...keyed }: KeyedBody): BodyContent | undefined {
  const content = contentOf(operation, media)
  if (content?.schema === undefined || keyed.own.length === 0 || keyed.resource.wrap?.value.request !== undefined)
    return content
  const schema = schemaOfKey(content.schema, { ...keyed, operation })
  return schema === undefined ? undefined : { ...content, schema }
}

const known = onceASchema(() => new Map<string, DocumentSchema | undefined>())

type KeyedSchema = Omit<KeyedBody, 'media'> & { readonly operation: ApiOperation }

/** Equal keys have one schema: validators and generators of a schema are made once. */
function schemaOfKey(schema: DocumentSchema, keyed: KeyedSchema): DocumentSchema | undefined {
  const schemas = known(schema, keyed.document.schemas)
  const key = JSON.stringify([keyed.operation.id, keyed.own, keyed.resource.key.address?.value])
  if (!schemas.has(key)) schemas.set(key, narrowed(schema, keyed))
  return schemas.get(key)
}

function narrowed(
  schema: DocumentSchema,
  { resource, document: { schemas }, own, operation }: KeyedSchema,
): DocumentSchema | undefined {
  const alternatives = alternativesOf(schema, schemas)
  const admits = alternatives.filter((one) =>
    ownParameters(resource).every(({ pointer }, index) => {
      const values = pointer === undefined ? undefined : valuesAt(one, pointer, schemas)
      return values === undefined || values.includes(own[index])
    }),
  )
  if (admits.length === alternatives.length)
    return withValuesOfKey(schema, { operation, resource, own, schemas }) ?? schema
  return admits.length > 1 ? { anyOf: admits } : admits[0]
}

/** The texts that a property may be; undefined where the schema leaves it open. */
function valuesAt(
  schema: DocumentSchema,
  pointer: string,
  schemas: ApiDocument['schemas'],
): readonly (string | undefined)[] | undefined {
  const own = schemaAt(schema, pointer, schemas)
  const { const: only, enum: listed } = own === undefined ? {} : flatten(own, schemas)
  if (only !== undefined) return [scalarText(only)]
  return Array.isArray(listed) ? listed.map(scalarText) : undefined
}
