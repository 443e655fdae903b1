import { validValues } from '../../generate/index.ts'
import { type Drawn, drawFrom, fixed } from './drawn.ts'
import type { Family, Finish } from './family.ts'
import { lazily } from './lazily.ts'
import { placeSecrets } from './place-secrets.ts'
import type { Broken } from './property-source.ts'
import type { Subject } from './subject.ts'
import { LONGEST } from './usual-body.ts'
import { replacing, WAYS } from './ways-to-misspell.ts'

/** A body, which of the ways it is written in wrongly, and where. */
interface Misspelt {
  readonly body: unknown
  readonly way: number
  readonly at: number
}

/** Valid bodies that are written wrongly: in each way in one place, then in any way anywhere. */
export function malformedFamily(subject: Subject): Family {
  const random = lazily(() => validValues(subject.usual({ secrets: 'placeholder', longest: LONGEST })))
  const finish = finisher(subject)
  const place = freePlace(subject)
  return {
    boundaries: WAYS.map(({ name }, way) => ({
      name,
      drawn: fixed({ body: subject.good, way, at: place }),
      finish,
    })).filter(({ drawn }) => finish(drawn.value, '') !== undefined),
    draw: (_run, luck) => {
      const way = luck.random.nextInt(0, WAYS.length - 1)
      const at = luck.random.nextInt(0, MOST_PLACES)
      return { name: 'random', drawn: misspelt(drawFrom(random(), luck), { way, at }), finish }
    },
  }
}

/** The number of a text that may begin with anything: what is wrong there is all that is wrong. */
function freePlace({ good, errorsOf }: Subject): number {
  const text = JSON.stringify(good)
  const isFree = (at: number): boolean => {
    const changed = replacing('":"', '":"x')(text, at)
    return typeof changed === 'string' && errorsOf(JSON.parse(changed)).length === 0
  }
  return [0, 1, 2, 3, 4, 5, 6, 7].findLast(isFree) ?? 0
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
function finisher({ secrets, errorsOf }: Subject): Finish {
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
