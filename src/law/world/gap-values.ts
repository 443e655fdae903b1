import type { ApiDocument, DocumentSchema } from '../../document/api-document.ts'
import { formatPointer, isObject } from '../../json/pointer.ts'
import { listOf } from '../../json/list-of.ts'
import type { UpdateFacts } from '../../resource/model.ts'
import { alternativesOf } from '../body/alternatives.ts'
import { bodyOfKey } from '../body/body-of-key.ts'
import { type FlatSchema, flatten, typeOf } from '../body/flatten-schema.ts'
import { schemaAt } from '../body/schema-at.ts'
import { bodiesOf, withMember } from '../body/wrapped-member.ts'
import { isSurelyValidBy, isValidBy } from '../body/validators.ts'
import type { OfKey } from './invalid-bodies.ts'
import type { World } from './world.ts'

type Schemas = ApiDocument['schemas']

/** A number at the top of a member that lies between two alternatives of its schema. */
export interface GapValue {
  readonly name: string
  /** The JSON Pointer of the number. */
  readonly at: string
  readonly value: number
}

/** The properties that are looked at, as a count. */
const MOST = 2

/**
 * Numbers in the gaps between the alternatives of a schema, such as 59 for `anyOf: [ { enum: [1] }, { minimum: 60 } ]`: the member is valid but
 * for each of them. Those next to the gap's bounds are told.
 * @param member a member that keeps to the document
 */
export function gapValues(
  member: unknown,
  { operation, media, own = [], ...wrap }: Pick<UpdateFacts, 'operation' | 'wrap'> & OfKey,
  world: World,
): readonly GapValue[] {
  const { resource, document, validators } = world
  const content = bodyOfKey(world.operation(operation), { resource, document, own, media })
  const whole = content?.schema
  if (whole === undefined || !isObject(member)) return []
  const bodies = bodiesOf(resource, wrap)
  const inner = schemaAt(whole, bodies.wrap?.value.request ?? '', document.schemas) ?? true
  const bodyWith = (name: string, value: number): unknown => withMember(undefined, { ...member, [name]: value }, bodies)
  const found = Object.entries(propertiesOf(inner, document.schemas)).flatMap(([name, schema]) => {
    const { values, beside } = gapsIn(schema, document.schemas)
    const isSound = beside.some((one) => isSurelyValidBy(bodyWith(name, one), whole, validators))
    const broken = values.filter((value) => !isValidBy(bodyWith(name, value), whole, validators))
    return isSound && broken.length > 0 ? [broken.map((value) => ({ name, at: formatPointer([name]), value }))] : []
  })
  return found.slice(0, MOST).flat()
}

/** The properties at the top of a schema, and of its alternatives. */
function propertiesOf(schema: DocumentSchema, schemas: Schemas): Readonly<Record<string, DocumentSchema>> {
  const each = [schema, ...alternativesOf(schema, schemas)].map((one) => flatten(one, schemas)['properties'])
  return Object.assign({}, ...each.filter(isObject)) as Readonly<Record<string, DocumentSchema>>
}

interface Gaps {
  /** The numbers next to the bounds of the gaps. */
  readonly values: readonly number[]
  /** The bounds themselves, which are valid. */
  readonly beside: readonly number[]
}

const NONE: Gaps = { values: [], beside: [] }

function gapsIn(schema: DocumentSchema, schemas: Schemas): Gaps {
  const choices = choicesOf(schema, schemas)
  const outer = typeOf(flatten(schema, schemas))
  const isNumber = (flat: FlatSchema): boolean => ['integer', 'number'].includes(typeOf(flat) ?? outer ?? '')
  if (choices.length < 2 || !choices.every(isNumber)) return NONE
  const ranges = choices.map(rangesOf)
  if (ranges.some((one) => one === undefined)) return NONE
  const sorted = ranges.flatMap((one) => one ?? []).toSorted(([low], [other]) => low - other)
  const isWhole = [outer, ...choices.map(typeOf)].includes('integer')
  const values: number[] = []
  const beside: number[] = []
  let [, high = Infinity] = sorted[0] ?? []
  for (const [low, next] of sorted.slice(1)) {
    const near = isWhole ? [low - 1, high + 1] : [(low + high) / 2]
    const within = [...new Set(near)].filter((one) => one > high && one < low)
    if (within.length > 0) beside.push(low, high)
    values.push(...within)
    high = Math.max(high, next)
  }
  return { values, beside }
}

/** The flat alternatives of a schema. */
function choicesOf(schema: DocumentSchema, schemas: Schemas, depth = 0): readonly FlatSchema[] {
  if (typeof schema === 'boolean' || depth > DEEPEST) return []
  const { $ref, allOf, anyOf, oneOf } = schema
  if (typeof $ref === 'string') return choicesOf(schemas[$ref] ?? true, schemas, depth + 1)
  const own = [anyOf, oneOf].flatMap(listOf) as readonly DocumentSchema[]
  if (own.length > 0) return own.map((one) => flatten(one, schemas))
  const [only, ...others] = listOf(allOf) as readonly DocumentSchema[]
  return only !== undefined && others.length === 0 ? choicesOf(only, schemas, depth + 1) : []
}

const DEEPEST = 8

type Range = readonly [number, number]

/** The numbers of an alternative, from and to. Undefined where it states them in another way. */
function rangesOf(flat: FlatSchema): readonly Range[] | undefined {
  const { const: only, enum: listed, minimum, maximum } = flat
  if (OTHER.some((keyword) => flat[keyword] !== undefined)) return undefined
  const numbers = only === undefined ? listed : [only]
  if (Array.isArray(numbers))
    return numbers.every((one) => typeof one === 'number') ? numbers.map((one): Range => [one, one]) : undefined
  if (minimum === undefined && maximum === undefined) return undefined
  return [[typeof minimum === 'number' ? minimum : -Infinity, typeof maximum === 'number' ? maximum : Infinity]]
}

const OTHER = ['exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'not']
