import { validValues } from '../../generate/index.ts'
import { formatPointer, valueAt } from '../../json/pointer.ts'
import { type Drawn, drawFrom, fixed } from '../drawn.ts'
import type { Candidate, ExamplePool, Build } from '../pool.ts'
import { lazily } from '../lazily.ts'
import { placeSecrets } from '../../secrets/place-secrets.ts'
import type { Broken } from '../property-source.ts'
import type { Subject } from '../subject.ts'
import { LONGEST } from './portable-body.ts'
import { distribute } from '../mutations/mutation.ts'
import { BEFORE_TEXTS, replacing, WAYS } from '../mutations/misspellings.ts'

/** A body, the index of the misspelling in WAYS, and the index of the place. */
interface Misspelt {
  readonly body: unknown
  readonly way: number
  readonly at: number
}

/** Valid bodies in wrong JSON notation: each misspelling in one place, then before each secret, then at random. */
export function malformedBodies(subject: Subject): ExamplePool {
  const random = lazily(() => validValues(subject.portable({ secrets: 'placeholder', longest: LONGEST })))
  const build = builder(subject)
  const place = freePlace(subject)
  const edge = (name: string, way: number, at: number): Candidate => ({
    name,
    drawn: fixed({ body: subject.good, way, at }),
    build,
  })
  return {
    boundaries: [
      ...waysOf(subject).map((way) => edge(WAYS[way]?.name ?? '', way, place)),
      ...secretPlaces(subject).flatMap((at) =>
        BEFORE_TEXTS.map((way) => edge(`${way.name}, a secret one`, WAYS.indexOf(way), at)),
      ),
    ].filter(({ drawn }) => build(drawn.value, '') !== undefined),
    draw: (_run, rng) => {
      const way = rng.random.nextInt(0, WAYS.length - 1)
      const at = rng.random.nextInt(0, MOST_PLACES)
      return { name: 'random', drawn: misspelt(drawFrom(random(), rng), { way, at }), build }
    },
  }
}

/** The count of the first misspellings, which each body has. Bodies have every second of the others in turn: most servers have one parser. */
const OF_EACH = 24

/** The indices of the misspellings that a body has. */
function waysOf({ turn }: Subject): readonly number[] {
  return distribute([...WAYS.keys()], { own: OF_EACH, turn, among: 2 })
}

/** Indices of texts. Bodies hardly have more. */
const PLACES = Array.from({ length: 16 }, (_, at) => at)

/** The index of a text that accepts any beginning, so that the misspelling is the only defect. */
function freePlace({ good, errorsOf }: Subject): number {
  const isFree = (at: number): boolean => {
    const changed = withChanged(good, at)
    return changed !== undefined && errorsOf(changed).length === 0
  }
  return PLACES.slice(0, 8).findLast(isFree) ?? 0
}

/** The indices of the texts that are secrets. */
function secretPlaces({ good, secrets }: Subject): readonly number[] {
  const places = secrets.map(({ tokens }) => {
    const pointer = formatPointer(tokens)
    return PLACES.find((at) => {
      const changed = withChanged(good, at)
      return changed !== undefined && valueAt(changed, pointer) !== valueAt(good, pointer)
    })
  })
  return [...new Set(places)].filter((at) => at !== undefined)
}

/** The value with the text at an index changed. */
function withChanged(value: unknown, at: number): unknown {
  const changed = replacing('":"', '":"x')(JSON.stringify(value), at)
  return typeof changed === 'string' ? JSON.parse(changed) : undefined
}

const MOST_PLACES = 999

/** The body shrinks, and the misspelling stays. */
function misspelt(drawn: Drawn, how: Omit<Misspelt, 'body'>): Drawn {
  return {
    value: { body: drawn.value, ...how } satisfies Misspelt,
    *smaller() {
      if (how.at > 0) yield misspelt(drawn, { ...how, at: 0 })
      for (const smaller of drawn.smaller()) yield misspelt(smaller, how)
    },
  }
}

/** Builds an example after proving that the twin is accepted and that the bytes are no JSON. */
function builder({ secrets, errorsOf }: Subject): Build {
  return (value, seed) => {
    const { body, way, at } = value as Misspelt
    const twin = placeSecrets(body, secrets, seed)
    if (errorsOf(twin).length > 0) return undefined
    const written = WAYS[way]?.write(JSON.stringify(twin), at)
    const bytes = typeof written === 'string' ? Buffer.from(written) : written
    if (bytes === undefined || isJson(bytes)) return undefined
    return { value: new TextDecoder().decode(bytes), bytes, broken: BROKEN, twin }
  }
}

const BROKEN: Broken = { part: 'body', keyword: 'JSON', instancePath: '', rule: 'malformed' }

function isJson(bytes: Uint8Array): boolean {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return true
  } catch {
    return false
  }
}
