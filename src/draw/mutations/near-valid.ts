import { formatPointer, parsePointer, valueAt } from '../../json/pointer.ts'
import { changeAt, withoutAt } from '../../json/change-at.ts'
import type { Declared } from '../body/declared-properties.ts'
import { hasObservedForm } from '../body/observed-form.ts'
import { fixed } from '../drawn.ts'
import type { Candidate, Build } from '../pool.ts'
import { beneathShortest, beyondLongest } from './near-length.ts'
import { nearListed } from './near-listed.ts'
import { nearNames } from './near-names.ts'
import { NEAR_PATTERN } from './near-pattern.ts'
import { nearType } from './near-type.ts'
import { placeSecrets } from '../../secrets/place-secrets.ts'
import { isPlain } from '../../secrets/plain-secrets.ts'
import { provenBy } from '../exactness.ts'
import type { Broken } from '../property-source.ts'
import { placeInWords, ruleOf } from '../rule-of.ts'
import { serialised } from '../serialised.ts'
import { distribute, type Mutation } from './mutation.ts'
import type { Subject } from '../subject.ts'
import { type Node, textsListed, typesOf } from '../body/subschemas.ts'

/**
 * Near-valid values: broken in one place such that a lax check accepts the value. The twin is the value before the mutation,
 * alternately with all properties and with few.
 */
export function nearValidValues(subject: Subject): readonly Candidate[] {
  const planned = [...nearNamesOf(subject), ...nearPlaces(subject)]
  return planned.flatMap((nearValid, index) => candidateOf(subject, nearValid, index % 2 === 1))
}

interface NearValid {
  readonly pointer: string
  readonly keyword: string
  /** The missing property, for `required`. */
  readonly property?: string
  readonly mutation: Mutation
}

/** The number of first mutations that each place gets, by keyword. */
const OF_EACH: Readonly<Record<string, number>> = { type: 2, pattern: 12, required: 2 }

function nearPlaces(subject: Subject): readonly NearValid[] {
  const { declared, key } = subject
  const types = new Set(declared.flatMap(({ schema }) => typesOf(schema) ?? []))
  const byType = [...types].flatMap((type) => {
    // The key is in all bodies, so the likeliest mutations suffice.
    const places = declared.filter(({ pointer, schema }) => pointer !== key?.pointer && typesOf(schema)?.includes(type))
    return inTurns(subject, { places, keyword: 'type', waysOf: (_, turn) => nearType(type, turn) })
  })
  const withPattern = declared.filter(({ schema }) => stated(schema, 'pattern') !== undefined)
  return [
    ...declared.flatMap((property) => nearListedAt(subject, property)),
    ...inTurns(subject, { places: withPattern, keyword: 'pattern', waysOf: () => NEAR_PATTERN }),
    ...declared.flatMap(nearLengths),
    ...byType,
    ...(key === undefined ? [] : nearKeys(key.pointer)),
    ...nearRoots(subject),
  ]
}

/** Bodies of another type than an object. Half of them for each key. */
function nearRoots({ part, turn, key }: Subject): readonly NearValid[] {
  if (part !== 'body') return []
  const ways = [
    ...distribute(nearType('object'), { own: 0, turn, among: 2 }),
    ...(key === undefined ? [] : [inSequence(parsePointer(key.pointer))]),
  ]
  return ways.map((mutation) => ({ pointer: '', keyword: 'type', mutation }))
}

/** The values in an array, the key first. Some deserialisers read a tagged object from that. */
function inSequence(key: readonly string[]): Mutation {
  return {
    name: 'its values in an array',
    mutate: (right) => [valueAt(right, formatPointer(key)), ...Object.values(Object(withoutAt(right, key)) as object)],
  }
}

function nearKeys(pointer: string): readonly NearValid[] {
  return nearType('string')
    .slice(0, OF_EACH['type'])
    .map((mutation) => ({ pointer, keyword: 'type', mutation }))
}

function nearNamesOf(subject: Subject): readonly NearValid[] {
  const places = subject.declared.filter((each) => each.required && each.pointer !== '')
  return inTurns(subject, { places, keyword: 'required', waysOf: waysToName }).map(({ pointer, ...rest }) => {
    const tokens = parsePointer(pointer)
    return { ...rest, pointer: formatPointer(tokens.slice(0, -1)), property: tokens.at(-1) ?? '' }
  })
}

function waysToName({ pointer }: Declared): readonly Mutation[] {
  return nearNames(parsePointer(pointer).at(-1) ?? '')
}

interface Ways {
  readonly places: readonly Declared[]
  readonly keyword: string
  readonly waysOf: (place: Declared, turn: number) => readonly Mutation[]
}

/** The least number of places to distribute mutations among. Types and names occur in the bodies of all keys. */
const LEAST_AMONG: Readonly<Record<string, number>> = { type: 4, required: 4 }

/** The first mutations for each place, and the rest distributed. */
function inTurns({ turn }: Subject, { places, keyword, waysOf }: Ways): readonly NearValid[] {
  return places.flatMap(({ pointer, ...rest }, index) => {
    const share = {
      own: OF_EACH[keyword] ?? 0,
      turn: turn + index,
      among: Math.max(places.length, LEAST_AMONG[keyword] ?? 1),
    }
    return distribute(waysOf({ pointer, ...rest }, share.turn), share).map((mutation) => ({
      pointer,
      keyword,
      mutation,
    }))
  })
}

function nearListedAt(subject: Subject, { pointer, schema }: Declared): readonly NearValid[] {
  const members = textsListed(schema)
  if (members.length === 0) return []
  const keyword = 'enum' in schema ? 'enum' : 'const'
  const near = nearListed({ members, elsewhere: subject.listedElsewhere(pointer) }, subject.turn)
  return near.map((mutation) => ({ pointer, keyword, mutation }))
}

function nearLengths({ pointer, schema }: Declared): readonly NearValid[] {
  const [min, max] = [stated(schema, 'minLength'), stated(schema, 'maxLength')]
  const withKeyword = (keyword: string, ways: readonly Mutation[]) =>
    ways.map((mutation) => ({ pointer, keyword, mutation }))
  return [
    ...(typeof min === 'number' ? withKeyword('minLength', beneathShortest(min)) : []),
    ...(typeof max === 'number' ? withKeyword('maxLength', beyondLongest(max)) : []),
  ]
}

/** The value of a keyword in a schema or in `allOf`. */
function stated(schema: Node, keyword: string): unknown {
  const parts = Array.isArray(schema['allOf']) ? (schema['allOf'] as readonly Node[]) : []
  return [schema, ...parts].find((part) => keyword in part)?.[keyword]
}

/** The candidate as a list; an empty list if no value is proved. */
function candidateOf(
  subject: Subject,
  { pointer, keyword, property, mutation }: NearValid,
  isFull: boolean,
): readonly Candidate[] {
  const broken: Broken = {
    part: subject.part,
    keyword,
    instancePath: pointer,
    // The property under the similar name may be refused instead.
    ...(property !== undefined && { property, unnamed: true as const }),
    rule: ruleOf(subject, keyword, pointer),
  }
  const place = property === undefined ? pointer : `${pointer}${formatPointer([property])}`
  const least = fixed(leastWith(subject, place))
  const drawn = isFull ? { value: subject.good, smaller: () => [least] } : least
  const build = builder(subject, broken, mutation)
  if (build(drawn.value, '') === undefined) return []
  return [{ name: `nearly: ${mutation.name} ${placeInWords(place)}`, drawn, build }]
}

/** The good value without optional properties, except the key and the place. */
function leastWith({ declared, good, key, errorsOf }: Subject, place: string): unknown {
  let least = good
  for (const { pointer, required } of declared) {
    if (required || pointer === '' || pointer === key?.pointer || place === pointer || place.startsWith(`${pointer}/`))
      continue
    const less = withoutAt(least, parsePointer(pointer))
    if (errorsOf(less).length === 0) least = less
  }
  return least
}

/** The suffixes of seeds for secrets, tried in order: a mutation may not apply to every secret. */
const SEEDS = Array.from({ length: 8 }, (_, index) => (index === 0 ? '' : `/${index}`))

/** Mutates a valid value after placing secrets, and proves that the result is broken there. */
function builder(subject: Subject, broken: Broken, { mutate }: Mutation): Build {
  const tokens = parsePointer(broken.instancePath)
  const isSecret = subject.secrets.some(({ tokens: each }) => formatPointer(each) === broken.instancePath)
  return (right, seed) => {
    for (const more of SEEDS) {
      const twin = serialised(placeSecrets(right, subject.secrets, `${seed}${more}`))
      const value = serialised(changeAt(twin, tokens, (old) => mutate(old) ?? old))
      // A plain text as a secret would match other responses.
      const isSound =
        !(isSecret && isPlain(valueAt(value, broken.instancePath))) &&
        !hasObservedForm(value, broken.instancePath, subject)
      if (!isSound || subject.errorsOf(twin).length > 0) continue
      const proven = provenBy(subject.errorsOf(value), broken)
      if (proven !== undefined) return { value, broken: proven, twin }
    }
    return undefined
  }
}
