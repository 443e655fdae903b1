import type { Contract } from '../../contract/contract.ts'
import { formatPointer, isObject, parsePointer } from '../../json/pointer.ts'
import { type Held, isListed, type Node, textsListed, typesOf, withPart, withSubschemas } from './subschemas.ts'

/** What makes a schema portable. Pointers lead into the values. */
export interface Wanted {
  readonly text: Contract['portableText']
  /** How long a text gets that the schema does not bound, where the portable bound is no less. */
  readonly longest?: number
  /** Whether the schema is there to be broken: then texts that are none of the listed ones are portable too, and no wrong type is null. */
  readonly broken?: boolean
  /** The properties that are there, beside those that are required: these, or all. */
  readonly present: readonly string[] | 'all'
  /** What is made of the portable schemas at some places. */
  readonly instead: ReadonlyMap<string, (portable: Node) => Node>
}

/**
 * A narrower schema, whose values hold nothing that the contract leaves open: no property that is not declared, and no text but
 * portable ones. No property is null either: what null does is asked for by itself. Takes a schema without references but recursive
 * ones.
 */
export function portableSchema(schema: Node, wanted: Wanted): Node {
  return portable(schema, { pointer: '', kind: 'whole' }, wanted) as Node
}

interface At {
  /** Undefined where it is none that is the same for all values. */
  readonly pointer?: string
  /** `in place`: judges the same value as the schema it stands in. */
  readonly kind: 'whole' | 'property' | 'in place' | 'other'
}

function portable(schema: unknown, at: At, wanted: Wanted): unknown {
  const node = schema === true && at.kind === 'property' ? {} : schema
  if (!isObject(node)) return node
  const parts = withSubschemas(node, (part, held) => {
    // To narrow what must not hold would widen the whole.
    if (['not', 'if', 'contains', 'propertyNames'].includes(held.keyword)) return part
    return portable(part, placeOf(held, at), wanted)
  })
  const narrowed = withoutNull(withPresent(withClosing(withText(parts, wanted), at), at, wanted), at, wanted)
  if (at.pointer === undefined || at.kind === 'in place') return narrowed
  return wanted.instead.get(at.pointer)?.(narrowed) ?? narrowed
}

const IN_PLACE = ['allOf', 'anyOf', 'oneOf', 'then', 'else', 'dependentSchemas']

function placeOf({ keyword, name = '' }: Held, { pointer }: At): At {
  if (IN_PLACE.includes(keyword)) return { ...(pointer !== undefined && { pointer }), kind: 'in place' }
  if (keyword !== 'properties') return { kind: 'other' }
  return pointer === undefined
    ? { kind: 'property' }
    : { pointer: `${pointer}${formatPointer([name])}`, kind: 'property' }
}

function withText(schema: Node, { text, longest = text.maxLength, broken = false }: Wanted): Node {
  if (!mayBeText(schema) || (isListed(schema) && !(broken && listsPortableTexts(schema, text)))) return schema
  const { minLength = 0, maxLength = longest, pattern } = schema as Partial<Contract['portableText']>
  const narrowed = {
    ...schema,
    minLength: Math.max(minLength, text.minLength),
    maxLength: Math.min(maxLength, text.maxLength),
  }
  return pattern === undefined ? { ...narrowed, pattern: text.pattern } : withPart(narrowed, { pattern: text.pattern })
}

/** A schema of any values, or one that names texts among its types. */
function mayBeText(schema: Node): boolean {
  return typesOf(schema)?.includes('string') ?? Object.keys(schema).every((keyword) => keyword === 'description')
}

/** Whether the listed texts are portable: or else to ask for portable ones would take them away. */
function listsPortableTexts(schema: Node, text: Contract['portableText']): boolean {
  const pattern = new RegExp(text.pattern, 'u')
  return textsListed(schema).every(
    (value) => value.length >= text.minLength && value.length <= text.maxLength && pattern.test(value),
  )
}

/** Objects that declare properties take no others. What is put together is closed as a whole. */
function withClosing(schema: Node, { kind }: At): Node {
  const composed = IN_PLACE.some((keyword) => keyword in schema)
  const declares = isObject(schema['properties']) || (composed && typesOf(schema)?.includes('object') === true)
  const stated = isObject(schema['additionalProperties']) || 'unevaluatedProperties' in schema
  if (kind === 'in place' || !declares || stated) return schema
  return { ...schema, [composed ? 'unevaluatedProperties' : 'additionalProperties']: false }
}

function withPresent(schema: Node, { pointer }: At, { present }: Wanted): Node {
  const properties = schema['properties']
  if (!isObject(properties) || pointer === undefined) return schema
  const names = Object.keys(properties)
  const wanted = present === 'all' ? names : names.filter((name) => isOnTheWay(pointer, name, present))
  const required = Array.isArray(schema['required']) ? schema['required'].map(String) : []
  return wanted.length === 0 ? schema : { ...schema, required: [...new Set([...required, ...wanted])] }
}

function isOnTheWay(pointer: string, name: string, present: readonly string[]): boolean {
  const place = [...parsePointer(pointer), name]
  return present.some((each) => place.every((token, index) => parsePointer(each)[index] === token))
}

function withoutNull(schema: Node, { kind }: At, { broken = false }: Wanted): Node {
  const mayBeNull = typesOf(schema)?.includes('null') ?? true
  // What is of another type is null as soon as its type may be broken.
  if (kind !== 'property' || !(mayBeNull || broken)) return schema
  return 'not' in schema ? withPart(schema, { not: { const: null } }) : { ...schema, not: { const: null } }
}
