import type { Contract } from '../../contract/contract.ts'
import { formatPointer, isObject, parsePointer } from '../../json/pointer.ts'
import { type Held, isListed, type Node, textsListed, typesOf, withPart, withSubschemas } from './subschemas.ts'

/** The options of a portable schema. Pointers lead into the values. */
export interface Wanted {
  readonly text: Contract['portableText']
  /** The greatest length of a text that the schema leaves unbounded, if less than the portable bound. */
  readonly longest?: number
  /** True for a schema that values will break. Wrong values then keep the portable bounds, and are never null. */
  readonly broken?: boolean
  /** The properties that are present besides the required properties. */
  readonly present: readonly string[] | 'all'
  /** Changes of the portable schema at some pointers. */
  readonly instead: ReadonlyMap<string, (portable: Node) => Node>
}

/**
 * A narrower schema that avoids everything the contract leaves open. Undeclared properties, null and texts outside the portable
 * bounds are excluded. The schema may hold references only for recursion.
 */
export function portableSchema(schema: Node, wanted: Wanted): Node {
  return portable(schema, { pointer: '', kind: 'whole' }, wanted) as Node
}

interface At {
  /** JSON Pointer into the value; undefined for a place that differs between values. */
  readonly pointer?: string
  /** `in place`: the schema judges the same value as the parent schema. */
  readonly kind: 'whole' | 'property' | 'in place' | 'other'
}

function portable(schema: unknown, at: At, wanted: Wanted): unknown {
  const node = schema === true && at.kind === 'property' ? {} : schema
  if (!isObject(node)) return node
  const parts = withSubschemas(node, (part, held) => {
    // A narrower negative schema would widen the whole.
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

/** True for a schema without constraints, or with the type string. */
function mayBeText(schema: Node): boolean {
  return typesOf(schema)?.includes('string') ?? Object.keys(schema).every((keyword) => keyword === 'description')
}

/** True if all listed texts are portable. Portable bounds would otherwise remove listed texts. */
function listsPortableTexts(schema: Node, text: Contract['portableText']): boolean {
  const pattern = new RegExp(text.pattern, 'u')
  return textsListed(schema).every(
    (value) => value.length >= text.minLength && value.length <= text.maxLength && pattern.test(value),
  )
}

/** Objects with declared properties refuse other properties. A composed schema is closed as a whole. */
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
  // A broken type could otherwise be null.
  if (kind !== 'property' || !(mayBeNull || broken)) return schema
  return 'not' in schema ? withPart(schema, { not: { const: null } }) : { ...schema, not: { const: null } }
}
