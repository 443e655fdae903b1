import { isSchemaError } from '../../generate/errors.ts'
import { invalidSites } from '../../generate/invalid-sites.ts'
import { inTurn } from '../body/in-turn.ts'
import { onceASchema } from '../body/once-a-schema.ts'

/** The most sites of a schema that are looked at, as a count: a deep schema has thousands. */
const MOST_SITES = 400

/** A place of a schema that can be broken by one keyword. */
export type Site = Extract<
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

/** The sites of a schema whose keywords are judged. */
export const sitesOf: (schema: unknown, schemas: Readonly<Record<string, unknown>>) => readonly Site[] = onceASchema(
  (schema, schemas) => {
    const sites: Site[] = []
    let seen = 0
    try {
      for (const site of invalidSites(schema, { schemas })) {
        seen += 1
        if (seen > MOST_SITES) break
        if ('arbitrary' in site && KEYWORDS.includes(site.keyword)) sites.push(site)
      }
    } catch (error) {
      if (!isSchemaError(error)) throw error
    }
    return sites
  },
)

interface Choice {
  readonly seed: number
  /** The part of the sites of each keyword after which the choice begins. */
  readonly after: number
}

/**
 * The sites to break: some of each keyword, and the bounds that neither these nor those of the other law have. Of these, each law has a part.
 * @param bounds 0 for none of these bounds, 0.5 for every second one, 1 for all
 */
export function chooseSites(
  sites: readonly Site[],
  most: number,
  { bounds, ...choice }: Choice & { readonly bounds: number },
): readonly Site[] {
  const chosen = ofEachKeyword(sites, most, choice)
  if (bounds === 0) return [...chosen]
  const isFirst = choice.after === 0
  const others: ReadonlySet<Site> =
    bounds === 1
      ? new Set()
      : ofEachKeyword(sites, MOST_OF[isFirst ? 'update' : 'create'], { ...choice, after: isFirst ? 0.5 : 0 })
  const left = atBounds(sites).filter((site) => !chosen.has(site) && !others.has(site))
  const own = bounds === 1 ? left : left.filter((_, index) => (index % 2 === 0) === isFirst)
  return [...chosen, ...own.slice(0, MOST_BOUNDS)]
}

/** The invalid bodies of a create and of an update, where `--runs` names no other count. */
export const MOST_OF = { create: 10, update: 8 } as const

/** The bounds that are broken beside the most, as a count. */
const MOST_BOUNDS = 8

/** Keywords that state a bound. */
const BOUNDS = [
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'minItems',
  'maxItems',
  'multipleOf',
]

/** The sites that break a bound, one of each keyword in turn. */
function atBounds(sites: readonly Site[]): readonly Site[] {
  return inTurn(BOUNDS.map((bound) => sites.filter(({ keyword }) => keyword === bound)))
}

/**
 * One site of each keyword, whatever the most, then one more of each in turn. Places that no chosen site has come first. Each seed begins at
 * another site, so that runs with other seeds break other places. Bodies that lack a property of their top are always among them.
 */
function ofEachKeyword(sites: readonly Site[], most: number, { seed, after }: Choice): ReadonlySet<Site> {
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
  return chosen
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
