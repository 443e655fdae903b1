import { sample } from 'fast-check'
import { isSchemaError } from '../../generate/errors.ts'
import type { ApiDocument, DocumentSchema } from '../../document/api-document.ts'
import { formatPointer, isObject, parsePointer, valueAt, withValueAt } from '../../json/pointer.ts'
import type { UpdateFacts } from '../../resource/model.ts'
import { alternativesOf } from '../body/alternatives.ts'
import { bodyOfKey } from '../body/body-of-key.ts'
import { bodiesOf, memberIn } from '../body/wrapped-member.ts'
import { flatten } from '../body/flatten-schema.ts'
import { type BrokenPlace, plantBrokenPart } from './plant-broken-part.ts'
import { isForm } from '../body/request-body.ts'
import { isJson } from '../../resource/shape/body-schema.ts'
import { schemaAt } from '../body/schema-at.ts'
import type { World } from './world.ts'
import { isWord } from '../body/words.ts'
import { chooseSites, type Site, sitesOf } from './choose-sites.ts'

/** A body that breaks the document at one place. */
export interface InvalidBody {
  /** The member within the body. */
  readonly value: unknown
  /** The whole body. */
  readonly body: unknown
  /** The place of what is broken, as a pointer in the member. */
  readonly at: string
  /** The broken rule, such as `required name` or `type at /age`. */
  readonly rule: string
  /** Set where the value is of another type, and a server may read it as the documented one: `"5"` as 5, or null as nothing. */
  readonly mayBeRead: boolean
}

/** The media type of a body, the key that stands in its path, and a body that the target accepts. */
export interface OfKey {
  /** A whole body that is valid. Each place is broken in it, where it has that place. */
  readonly accepted?: unknown
  readonly media?: string | undefined
  readonly own?: readonly string[] | undefined
  /** The part of the sites of each keyword after which the choice begins, from 0 to 1: two laws with one schema break different places. */
  readonly after?: number
  /** The part of all bounds that are broken beside the most, from 0 to 1: a wrong comparison shows at its own bound alone. */
  readonly bounds?: number
}

/**
 * Bodies that break the document, each at one place: each keyword at least once, required properties and types first. Rules that servers
 * often leave alone on purpose are not among them: formats, and properties that the schema does not declare.
 */
export function invalidBodies(
  {
    operation,
    media,
    own = [],
    accepted,
    after = 0,
    bounds = 0,
    ...wrap
  }: Pick<UpdateFacts, 'operation' | 'wrap'> & OfKey,
  world: World,
  most: number,
): readonly InvalidBody[] {
  const { resource, document } = world
  const content = bodyOfKey(world.operation(operation), { resource, document, own, media })
  if (content?.schema === undefined || !(isJson(content.media) || isForm(content.media))) return []
  const bodies = bodiesOf(resource, wrap)
  const keys = Object.values(resource.key.address?.value ?? {})
  const isAsForm = !isJson(content.media)
  // A form has texts alone, so no value of it has another type.
  const sites = sitesOf(content.schema, document.schemas).filter(({ keyword }) => !isAsForm || keyword !== 'type')
  const chosen = chooseSites(sites, most, { seed: world.seed, after, bounds: world.runs === undefined ? bounds : 0 })
  const { schema } = content
  const errorsOf = world.validators(schema)
  const planted = (drawn: unknown, place: BrokenPlace): unknown =>
    errorsOf === undefined || isAsForm ? undefined : plantBrokenPart(accepted, drawn, { place, errorsOf })
  return chosen.flatMap(({ instancePath, keyword, property, arbitrary }, index) => {
    // No word is a number or a flag, however a server reads it.
    const isNoText = keyword === 'type' && takesNoText(schema, instancePath, document.schemas)
    const mayBeRead = (value: unknown): boolean =>
      isReadable(valueAt(value, instancePath), { keyword, isNoText, isAsForm })
    const drawn = first(arbitrary, {
      seed: world.seed + index,
      isWorse: (value) => mayBeRead(value) || (isAsForm && !isFields(value)),
    })
    if (drawn === undefined || (isAsForm && !isFields(drawn.value))) return []
    const near = isNoText
      ? withValueAt(drawn.value, instancePath, world.word())
      : atBound(drawn.value, { schema, instancePath, keyword, schemas: document.schemas }, world.word)
    // Another alternative of the schema may have room for the word or for what is nearest to the bound.
    const broken = errorsOf?.(near).length === 0 ? drawn.value : near
    const body = { value: planted(broken, { instancePath, keyword, property }) ?? broken }
    const at = withoutPrefix(instancePath, bodies.wrap?.value.request ?? '')
    const rule =
      property === undefined ? `${keyword} at ${at === '' ? 'the body' : at}` : `${keyword} ${at}/${property}`
    const value = memberIn(body.value, bodies)
    const place = property === undefined ? at : `${at}/${property}`
    // The path names the member already.
    if (own.length > 0 && keyword === 'required' && keys.includes(place)) return []
    // A server may drop the repeats.
    const isBare = keyword === 'type' && isBareObject(body.value, instancePath, errorsOf)
    const isLenient = keyword === 'uniqueItems' || mayBeRead(body.value) || isBare
    return [{ value, body: body.value, at: place, rule, mayBeRead: isLenient }]
  })
}

/**
 * True for a list where an object without properties is valid, and which a server may read as one: PHP has one type for both, and a validator in
 * JavaScript finds no wrong property in a list.
 */
function isBareObject(value: unknown, place: string, errorsOf: ReturnType<World['validators']>): boolean {
  return Array.isArray(valueAt(value, place)) && errorsOf?.(withValueAt(value, place, {})).length === 0
}

/** True for a broken value that a server may read as a right one, or as none. */
function isReadable(
  broken: unknown,
  { keyword, isNoText, isAsForm }: { readonly keyword: string; readonly isNoText: boolean; readonly isAsForm: boolean },
): boolean {
  if (isNoText && isWord(broken)) return false
  // A server may drop the blanks around a text, and what is left may keep to the rule.
  if (typeof broken === 'string' && broken !== broken.trim()) return true
  // A null may stand for no value, whatever it breaks, and so may an empty field.
  return broken === null || (isAsForm && broken === '') || (keyword === 'type' && !isStructure(broken))
}

/** True for a place that takes numbers or flags alone. */
function takesNoText(schema: DocumentSchema, instancePath: string, schemas: ApiDocument['schemas']): boolean {
  const own = [schema, ...alternativesOf(schema, schemas)]
    .map((one) => schemaAt(one, instancePath, schemas))
    .find((one) => one !== undefined)
  const types = own === undefined ? [] : [flatten(own, schemas)['type']].flat()
  return types.length > 0 && types.every((type) => ['integer', 'number', 'boolean', 'null'].includes(String(type)))
}

interface Bounded {
  readonly schema: DocumentSchema
  readonly instancePath: string
  readonly keyword: string
  readonly schemas: ApiDocument['schemas']
}

/** The value with the number, or the text of the length, that is nearest to a bound that it breaks: a wrong comparison shows nowhere else. */
function atBound(value: unknown, { schema, instancePath, keyword, schemas }: Bounded, word: () => string): unknown {
  const [own] = [schema, ...alternativesOf(schema, schemas)].flatMap((one) => {
    const found = schemaAt(one, instancePath, schemas) ?? schemaAt(one, entryOf(instancePath), schemas)
    const flat = found === undefined ? {} : flatten(found, schemas)
    return typeof flat[keyword] === 'number' ? [flat] : []
  })
  const [step, bound] = [STEPS[keyword], own?.[keyword]]
  if (own === undefined || typeof bound !== 'number') return value
  const broken = valueAt(value, instancePath)
  if (keyword === 'maxItems' && Array.isArray(broken))
    return withValueAt(value, instancePath, (broken as unknown[]).slice(0, bound + 1))
  if (step === undefined) return value
  if (!LENGTHS.has(keyword)) return withValueAt(value, instancePath, bound + step)
  // Another rule of the text would be broken too.
  if (own['pattern'] !== undefined || own['format'] !== undefined) return value
  return withValueAt(
    value,
    instancePath,
    word()
      .padEnd(bound + step, 'x')
      .slice(0, bound + step),
  )
}

/** The place of each entry beside a place: the schema of a map names no keys. */
function entryOf(place: string): string {
  return formatPointer([...parsePointer(place).slice(0, -1), '*'])
}

const STEPS: Readonly<Record<string, number>> = {
  minimum: -1,
  maximum: 1,
  exclusiveMinimum: 0,
  exclusiveMaximum: 0,
  minLength: -1,
  maxLength: 1,
}
const LENGTHS: ReadonlySet<string> = new Set(['minLength', 'maxLength'])

/** True for what a form can say: texts, numbers and flags by name, and lists of these that are not empty. */
function isFields(value: unknown): boolean {
  return (
    isObject(value) &&
    Object.values(value).every((one) => (Array.isArray(one) ? one.length > 0 && one.every(isField) : isField(one)))
  )
}

function isField(value: unknown): boolean {
  return typeof value !== 'object'
}

/** The place within the member. */
function withoutPrefix(path: string, prefix: string): string {
  return path === prefix || path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : path
}

/** Objects and lists are read as no other type. */
function isStructure(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}

/** The values of a site that are looked at where the first is a worse one, as a count. */
const MOST_VALUES = 12

function first(
  arbitrary: Site['arbitrary'],
  { seed, isWorse }: { readonly seed: number; readonly isWorse: (value: unknown) => boolean },
): { readonly value: unknown } | undefined {
  try {
    const [value] = sample(arbitrary, { numRuns: 1, seed })
    if (!isWorse(value)) return { value }
    const better = sample(arbitrary, { numRuns: MOST_VALUES, seed }).find((one) => !isWorse(one))
    return { value: better ?? value }
  } catch (error) {
    if (isSchemaError(error)) return undefined
    throw error
  }
}
