import type { ApiDocument, DocumentSchema } from '../../document/api-document.ts'
import { isObject } from '../../json/pointer.ts'

/** A property as a schema states it. */
export interface PropertyShape {
  readonly schema: DocumentSchema
  readonly required: boolean
}

/** A schema at a glance, with its references, `allOf` and alternatives followed. */
export interface SchemaShape {
  /** The types that are allowed, without `null`. Empty: any. */
  readonly types: readonly string[]
  readonly properties: ReadonlyMap<string, PropertyShape>
  /** The schema of an array's items. */
  readonly items?: DocumentSchema
  readonly keywords: Readonly<Record<string, unknown>>
  /** The reference that the schema is, or undefined for an inline schema. */
  readonly reference?: string
}

const NOTHING: SchemaShape = { types: [], properties: new Map(), keywords: {} }
const known = new WeakMap<object, WeakMap<object, SchemaShape>>()

/** Looks at a schema of the document. A schema that refers to itself for the same value ends there. */
export function schemaShape(document: ApiDocument, schema: DocumentSchema | undefined): SchemaShape {
  const shapes = known.get(document) ?? new WeakMap<object, SchemaShape>()
  known.set(document, shapes)
  return look(schema ?? true, { document, shapes, open: new Set() })
}

interface Looking {
  readonly document: ApiDocument
  /** Schemas that were looked at: each is looked at once, however many lead to it. */
  readonly shapes: WeakMap<object, SchemaShape>
  /** Schemas that are being looked at. */
  readonly open: Set<object>
}

function look(schema: DocumentSchema, looking: Looking): SchemaShape {
  const { shapes, open } = looking
  if (!isObject(schema) || open.has(schema)) return NOTHING
  const found = shapes.get(schema)
  if (found !== undefined) return found
  open.add(schema)
  const shape = lookInto(schema, looking)
  open.delete(schema)
  shapes.set(schema, shape)
  return shape
}

function lookInto(schema: Readonly<Record<string, unknown>>, looking: Looking): SchemaShape {
  const { $ref } = schema
  if (typeof $ref === 'string') {
    const target = look(looking.document.schemas[$ref] ?? true, looking)
    return { ...withSiblings(target, schema), reference: $ref }
  }
  const parts = listOf(schema['allOf']).map((part) => look(part, looking))
  const alternatives = ['oneOf', 'anyOf'].map((keyword) =>
    listOf(schema[keyword])
      .filter((part) => !isObject(part) || part['type'] !== 'null')
      .map((part) => look(part, looking)),
  )
  const own = ownShape(schema)
  const merged = [...parts, ...alternatives.filter((shapes) => shapes.length > 0).map(either)].reduce(both, own)
  // An `allOf` of one reference is that reference with annotations beside it.
  const [only, ...others] = parts
  const isPlain = only?.reference !== undefined && others.length === 0 && own.properties.size === 0
  return isPlain ? { ...merged, reference: only.reference } : merged
}

function withSiblings(target: SchemaShape, schema: Readonly<Record<string, unknown>>): SchemaShape {
  return { ...target, keywords: { ...target.keywords, ...schema } }
}

function ownShape(schema: Readonly<Record<string, unknown>>): SchemaShape {
  const { type, properties, required, items } = schema
  const names = new Set(Array.isArray(required) ? (required as unknown[]) : [])
  const entries = Object.entries(isObject(properties) ? properties : {}).map(
    ([name, value]) => [name, { schema: value as DocumentSchema, required: names.has(name) }] as const,
  )
  const types = (Array.isArray(type) ? type : [type]).filter((name) => typeof name === 'string' && name !== 'null')
  const implied = entries.length > 0 ? ['object'] : items === undefined ? [] : ['array']
  return {
    types: types.length > 0 ? (types as string[]) : implied,
    properties: new Map(entries),
    ...(items === undefined ? {} : { items: items as DocumentSchema }),
    keywords: schema,
  }
}

/** Both hold. */
function both(left: SchemaShape, right: SchemaShape): SchemaShape {
  const properties = new Map(left.properties)
  for (const [name, property] of right.properties) {
    const other = properties.get(name)
    properties.set(name, { schema: property.schema, required: property.required || other?.required === true })
  }
  for (const name of requiredNames(left).filter((each) => right.properties.has(each)))
    properties.set(name, { schema: properties.get(name)?.schema ?? true, required: true })
  const items = right.items ?? left.items
  return {
    types: left.types.length === 0 ? right.types : left.types,
    properties,
    ...(items === undefined ? {} : { items }),
    keywords: { ...right.keywords, ...left.keywords },
  }
}

function requiredNames({ keywords: { required } }: SchemaShape): readonly string[] {
  return Array.isArray(required) ? (required as string[]) : []
}

/** One of the shapes holds: all properties may be there, and those are required that all alternatives require. */
function either(shapes: readonly SchemaShape[]): SchemaShape {
  const names = new Set(shapes.flatMap(({ properties }) => [...properties.keys()]))
  const properties = new Map(
    [...names].map((name) => {
      const stated = shapes.flatMap((shape) => shape.properties.get(name) ?? [])
      const required = stated.length === shapes.length && stated.every((property) => property.required)
      return [name, { schema: stated[0]?.schema ?? true, required }] as const
    }),
  )
  const items = shapes.find((shape) => shape.items !== undefined)?.items
  const [only, ...others] = shapes.filter(({ types, properties: some }) => types.length > 0 || some.size > 0)
  return {
    types: [...new Set(shapes.flatMap(({ types }) => types))],
    properties,
    ...(items === undefined ? {} : { items }),
    keywords: {},
    ...(others.length === 0 && only?.reference !== undefined ? { reference: only.reference } : {}),
  }
}

function listOf(value: unknown): readonly DocumentSchema[] {
  return Array.isArray(value) ? (value as DocumentSchema[]) : []
}

/** True if the schema is of that type and no other. */
export function isOnly(shape: SchemaShape, type: string): boolean {
  return shape.types.length === 1 && shape.types[0] === type
}

/** The type of a text, number or flag; undefined for every other schema. Whole numbers are numbers. */
export function scalarType(shape: SchemaShape): 'string' | 'number' | 'boolean' | undefined {
  if (shape.types.length !== 1) return undefined
  const [type] = shape.types
  if (type === 'integer') return 'number'
  return type === 'string' || type === 'number' || type === 'boolean' ? type : undefined
}
