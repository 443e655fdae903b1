import { sample } from 'fast-check'
import { UnsatisfiableSchema, UnsupportedSchema } from '../generate/errors.ts'
import { invalidSites } from '../generate/invalid-sites.ts'
import { valueAt } from '../json/pointer.ts'
import { memberIn } from './create-member.ts'
import { onceASchema } from './once-a-schema.ts'
import { contentOf, isJson } from './request-body.ts'
import type { World } from './world.ts'

/** A body that breaks the document at one place. */
export interface InvalidBody {
  /** The member within the body. */
  readonly value: unknown
  /** The whole body. */
  readonly body: unknown
  /** The place of what is broken, as a pointer in the member. */
  readonly at: string
  /** What is broken, such as `required name` or `type at /age`. */
  readonly rule: string
  /** Set where the value is of another type, and a server may read it as the documented one: `"5"` as 5, or null as nothing. */
  readonly mayBeRead: boolean
}

/** The most sites of a schema that are looked at, as a count: a deep schema has thousands. */
const MOST_SITES = 400

/**
 * Bodies that break the document, each at one place: each keyword at least once, required properties and types first. Rules that servers
 * often leave alone on purpose are not among them: formats, and properties that the schema does not declare.
 */
export function invalidBodies(
  { operation, media }: { readonly operation: string; readonly media?: string },
  world: World,
  most: number,
): readonly InvalidBody[] {
  const content = contentOf(world.operation(operation), media)
  if (content?.schema === undefined || !isJson(content.media)) return []
  const chosen = chooseSites(sitesOf(content.schema, world.document.schemas), most)
  return chosen.flatMap(({ instancePath, keyword, property, arbitrary }, index) => {
    const mayBeRead = (value: unknown): boolean => keyword === 'type' && !isStructure(valueAt(value, instancePath))
    const count = keyword === 'type' ? MOST_VALUES : 1
    const body = first(arbitrary, { seed: world.seed + index, count, isWorse: mayBeRead })
    if (body === undefined) return []
    const at = withoutPrefix(instancePath, world.resource.wrap?.value.request ?? '')
    const rule =
      property === undefined ? `${keyword} at ${at === '' ? 'the body' : at}` : `${keyword} ${at}/${property}`
    const value = memberIn(body.value, world.resource)
    const broken = property === undefined ? at : `${at}/${property}`
    // A server may drop the repeats.
    const isLenient = keyword === 'uniqueItems' || mayBeRead(body.value)
    return [{ value, body: body.value, at: broken, rule, mayBeRead: isLenient }]
  })
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

/** One site of each keyword, whatever the most, then one more of each in turn. */
function chooseSites(sites: readonly Site[], most: number): readonly Site[] {
  const chosen: Site[] = []
  const queues = KEYWORDS.map((keyword) => sites.filter((site) => site.keyword === keyword))
  for (let round = 0; (round === 0 || chosen.length < most) && queues.some((queue) => queue.length > round); round += 1)
    for (const queue of queues) {
      const site = queue[round]
      if (site !== undefined && (round === 0 || chosen.length < most)) chosen.push(site)
    }
  return chosen
}

/** Objects and lists are read as no other type. */
function isStructure(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}

/** The values of a site of a type that are looked at, as a count. */
const MOST_VALUES = 12

interface Choice {
  readonly seed: number
  readonly count: number
  readonly isWorse: (value: unknown) => boolean
}

function first(
  arbitrary: Site['arbitrary'],
  { seed, count, isWorse }: Choice,
): { readonly value: unknown } | undefined {
  try {
    const values = sample(arbitrary, { numRuns: count, seed })
    return { value: values.find((value) => !isWorse(value)) ?? values[0] }
  } catch (error) {
    if (error instanceof UnsatisfiableSchema || error instanceof UnsupportedSchema) return undefined
    throw error
  }
}
