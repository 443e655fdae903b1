import { validValues } from '../../generate/index.ts'
import { formatPointer, valueAt } from '../../json/pointer.ts'
import { type Drawn, drawFrom, fixed } from '../drawn.ts'
import type { Candidate, ExamplePool, Build } from '../pool.ts'
import { lazily } from '../lazily.ts'
import { placeSecrets } from '../../secrets/place-secrets.ts'
import type { Broken } from '../property-source.ts'
import type { Subject } from '../subject.ts'
import { LONGEST } from './portable-body.ts'
import { BEFORE_TEXTS, replacing, WAYS } from '../mutations/misspellings.ts'

/** A body, which of the ways it is written in wrongly, and where. */
interface Misspelt {
  readonly body: unknown
  readonly way: number
  readonly at: number
}

/** Valid bodies that are written wrongly: in each way in one place, then where a secret stands, then in any way anywhere. */
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
      ...WAYS.map(({ name }, way) => edge(name, way, place)),
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

/** Bodies have hardly more texts than this. */
const PLACES = Array.from({ length: 16 }, (_, at) => at)

/** The number of a text that may begin with anything: what is wrong there is all that is wrong. */
function freePlace({ good, errorsOf }: Subject): number {
  const isFree = (at: number): boolean => {
    const changed = withChanged(good, at)
    return changed !== undefined && errorsOf(changed).length === 0
  }
  return PLACES.slice(0, 8).findLast(isFree) ?? 0
}

/** The numbers of the texts that are secrets. */
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

/** The value with more in the text of that number. */
function withChanged(value: unknown, at: number): unknown {
  const changed = replacing('":"', '":"x')(JSON.stringify(value), at)
  return typeof changed === 'string' ? JSON.parse(changed) : undefined
}

const MOST_PLACES = 999

/** The body shrinks; how it is written stays. */
function misspelt(drawn: Drawn, how: Omit<Misspelt, 'body'>): Drawn {
  return {
    value: { body: drawn.value, ...how } satisfies Misspelt,
    *smaller() {
      if (how.at > 0) yield misspelt(drawn, { ...how, at: 0 })
      for (const smaller of drawn.smaller()) yield misspelt(smaller, how)
    },
  }
}

/** Proves that the twin is accepted, and that what is sent is no JSON. */
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
