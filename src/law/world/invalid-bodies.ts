import { sample } from 'fast-check'
import { UnsatisfiableSchema, UnsupportedSchema } from '../../generate/errors.ts'
import { invalidSites } from '../../generate/invalid-sites.ts'
import type { ApiDocument, DocumentSchema } from '../../document/api-document.ts'
import { isObject, valueAt, withValueAt } from '../../json/pointer.ts'
import type { UpdateFacts } from '../../resource/model.ts'
import { alternativesOf } from '../body/alternatives.ts'
import { bodyOfKey } from '../body/body-of-key.ts'
import { bodiesOf, memberIn } from '../body/wrapped-member.ts'
import { onceASchema } from '../body/once-a-schema.ts'
import { flatten } from '../body/flatten-schema.ts'
import { type BrokenPlace, plantBrokenPart } from './plant-broken-part.ts'
import { isForm, isJson } from '../body/request-body.ts'
import { schemaAt } from '../body/schema-at.ts'
import type { World } from './world.ts'
import { isWord } from '../body/words.ts'

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
}

/** The most sites of a schema that are looked at, as a count: a deep schema has thousands. */
const MOST_SITES = 400

/**
 * Bodies that break the document, each at one place: each keyword at least once, required properties and types first. Rules that servers
 * often leave alone on purpose are not among them: formats, and properties that the schema does not declare.
 */
export function invalidBodies(
  { operation, media, own = [], accepted, after = 0, ...wrap }: Pick<UpdateFacts, 'operation' | 'wrap'> & OfKey,
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
  const chosen = chooseSites(sites, most, { seed: world.seed, after })
  const { schema } = content
  const errorsOf = world.validators(schema)
  const planted = (drawn: unknown, place: BrokenPlace): unknown =>
    errorsOf === undefined || isAsForm ? undefined : plantBrokenPart(accepted, drawn, { place, errorsOf })
  return chosen.flatMap(({ instancePath, keyword, property, arbitrary }, index) => {
    // No word is a number or a flag, however a server reads it.
    const isNoText = keyword === 'type' && takesNoText(schema, instancePath, document.schemas)
    const mayBeRead = (value: unknown): boolean => {
      const broken = valueAt(value, instancePath)
      if (isNoText && isWord(broken)) return false
      // A server may drop the blanks around a text, and what is left may keep to the rule.
      if (typeof broken === 'string' && broken !== broken.trim()) return true
      // A null may stand for no value, whatever it breaks, and so may an empty field.
      return broken === null || (isAsForm && broken === '') || (keyword === 'type' && !isStructure(broken))
    }
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
    const isLenient = keyword === 'uniqueItems' || mayBeRead(body.value)
    return [{ value, body: body.value, at: place, rule, mayBeRead: isLenient }]
  })
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
    const found = schemaAt(one, instancePath, schemas)
    const flat = found === undefined ? {} : flatten(found, schemas)
    return typeof flat[keyword] === 'number' ? [flat] : []
  })
  const [step, bound] = [STEPS[keyword], own?.[keyword]]
  if (step === undefined || own === undefined || typeof bound !== 'number') return value
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

type Site = Extract<
  ReturnType<typeof invalidSites> extends Iterable<infer S> ? S : never,
  { readonly arbitrary: unknown }
>

/** Keywords that are judged, in the order of their weight. */
const KEYWORDS = [
  'required',
  'type',
  'enum',
  'const',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'pattern',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'minItems',
  'maxItems',
  'uniqueItems',
  'multipleOf',
  'minProperties',
  'maxProperties',
  'propertyNames',
]

const sitesOf = onceASchema((schema, schemas): readonly Site[] => {
  const sites: Site[] = []
  let seen = 0
  try {
    for (const site of invalidSites(schema, { schemas })) {
      seen += 1
      if (seen > MOST_SITES) break
      if ('arbitrary' in site && KEYWORDS.includes(site.keyword)) sites.push(site)
    }
  } catch (error) {
    if (!(error instanceof UnsatisfiableSchema || error instanceof UnsupportedSchema)) throw error
  }
  return sites
})

/**
 * One site of each keyword, whatever the most, then one more of each in turn. Places that no chosen site has come first. Each seed begins at
 * another site, so that runs with other seeds break other places. Bodies that lack a property of their top are always among them.
 */
function chooseSites(
  sites: readonly Site[],
  most: number,
  { seed, after }: { readonly seed: number; readonly after: number },
): readonly Site[] {
  const chosen = new Set<Site>()
  const places = new Set<string>()
  const queues = KEYWORDS.map((keyword) => {
    const own = sites.filter((site) => site.keyword === keyword)
    return turned(own, seed - 1 + Math.floor(own.length * after))
  })
  const take = (site: Site): void => {
    chosen.add(site)
    places.add(placeOf(site))
  }
  const lacking = sites.filter(({ keyword }) => keyword === 'required')
  const top = Math.min(...lacking.map(depthOf))
  const begin = turned(lacking, seed - 1 + Math.floor(lacking.length * after)).filter((one) => depthOf(one) === top)
  for (let round = 0; round === 0 || (chosen.size < most && chosen.size < sites.length); round += 1)
    for (const queue of queues) {
      const open = queue.filter((site) => !chosen.has(site))
      const site = open.find((one) => !places.has(placeOf(one))) ?? open[0]
      if (site === undefined || (round > 0 && chosen.size >= most)) continue
      take(site)
    }
  for (const site of begin.slice(0, MOST_LACKING)) take(site)
  return [...chosen]
}

/** The properties at the top of a body that are left out whatever the most, as a count. */
const MOST_LACKING = 3

function depthOf({ instancePath }: Site): number {
  return instancePath.split('/').length
}

function turned<T>(list: readonly T[], by: number): readonly T[] {
  const start = list.length === 0 ? 0 : by % list.length
  return [...list.slice(start), ...list.slice(0, start)]
}

function placeOf({ instancePath, property }: Site): string {
  return property === undefined ? instancePath : `${instancePath}/${property}`
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
    if (error instanceof UnsatisfiableSchema || error instanceof UnsupportedSchema) return undefined
    throw error
  }
}
