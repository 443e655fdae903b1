import type { ApiDocument, ApiOperation, DocumentSchema } from '../../document/api-document.ts'
import { valuesOfKeySaid, type ValuesOfKey } from '../../document/says/says-values-of-key.ts'
import { formatPointer, isObject, withValueAt } from '../../json/pointer.ts'
import type { Resource } from '../../resource/model.ts'
import { ownParameters, pathParameter } from './paths.ts'
import { flatten } from './flatten-schema.ts'

type Schemas = ApiDocument['schemas']

/**
 * The schema of a body under a key, where a description states the values of that key, such as "`ssl` is `off` or `full`". They belong to the one
 * property of the body, or to `value`. Undefined where no description states any, and where the property could not have them.
 */
export function withValuesOfKey(
  schema: DocumentSchema,
  {
    operation,
    resource,
    own,
    schemas,
  }: {
    readonly operation: ApiOperation
    readonly resource: Pick<Resource, 'key'>
    readonly own: readonly string[]
    readonly schemas: Schemas
  },
): DocumentSchema | undefined {
  const key = own.at(-1)
  const flat = flatten(schema, schemas)
  const properties = isObject(flat['properties']) ? flat['properties'] : {}
  const keys = new Set(ownParameters(resource).map(({ pointer }) => pointer))
  const names = Object.keys(properties).filter((name) => !keys.has(formatPointer([name])))
  const name = names.length === 1 ? names[0] : names.find((one) => one === 'value')
  if (key === undefined || name === undefined) return undefined
  const property = properties[name] as DocumentSchema
  const parameter = pathParameter(operation, ownParameters(resource).at(-1)?.name)
  const texts = [operation.description, parameter?.description]
  const said = texts.map((text) => valuesOfKeySaid(text, key)).find((one) => one !== undefined)
  const narrowed = said === undefined ? undefined : schemaOf(said, property, schemas)
  return narrowed === undefined
    ? undefined
    : (withValueAt(flat, formatPointer(['properties', name]), narrowed) as DocumentSchema)
}

/** The schema of the values. Undefined where they could be texts as well as numbers or flags. */
function schemaOf(said: ValuesOfKey, property: DocumentSchema, schemas: Schemas): DocumentSchema | undefined {
  const types = typesOf(property, schemas)
  const isOpen = types.size === 0
  const number = ['integer', 'number'].find((type) => types.has(type))
  if ('from' in said) {
    if (number === undefined && !isOpen) return undefined
    return { type: number ?? 'integer', minimum: said.from, maximum: said.to }
  }
  const isOther = said.listed.some(
    (one) => (/^-?\d+$/.test(one) && (isOpen || number !== undefined)) || isFlag(one, types, isOpen),
  )
  return isOther || !(isOpen || types.has('string')) ? undefined : { type: 'string', enum: said.listed }
}

function isFlag(text: string, types: ReadonlySet<string>, isOpen: boolean): boolean {
  return /^(?:true|false|null)$/.test(text) && (isOpen || types.has('boolean') || types.has('null'))
}

/** The types that a property allows, in any of its alternatives. Empty where it allows any. */
function typesOf(schema: DocumentSchema, schemas: Schemas, depth = 0): ReadonlySet<string> {
  if (typeof schema === 'boolean' || depth > DEEPEST) return new Set()
  const { $ref, anyOf, oneOf, type } = schema
  if (typeof $ref === 'string') return typesOf(schemas[$ref] ?? true, schemas, depth + 1)
  const choices = (Array.isArray(anyOf) ? anyOf : Array.isArray(oneOf) ? oneOf : []) as readonly DocumentSchema[]
  if (type !== undefined || choices.length === 0) return new Set([type ?? []].flat().map(String))
  const each = choices.map((one) => typesOf(one, schemas, depth + 1))
  return each.some((one) => one.size === 0) ? new Set() : new Set(each.flatMap((one) => [...one]))
}

const DEEPEST = 8
