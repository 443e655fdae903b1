import type { ApiDocument, ApiOperation } from '../../document/api-document.ts'
import { saysOverlap, saysOverlapRefused } from '../../document/says/says-overlap.ts'
import { findOperation } from '../../document/find-operation.ts'
import type { Resource } from '../../resource/model.ts'
import { requestShape } from '../../resource/shape/body-schema.ts'
import { schemaShape } from '../../resource/shape/schema-shape.ts'
import { unwrap } from '../../resource/shape/wrap.ts'
import { plainName } from '../../words/words.ts'

/** The names of two properties that begin and end the time of a member. */
export interface RangeNames {
  readonly start: string
  readonly end: string
}

/** The instants of a range, in milliseconds. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** The two properties of a create that begin and end a time. Undefined without such a pair, and with several. */
export function rangeNamesOf(resource: Resource, document: ApiDocument): RangeNames | undefined {
  const create = findOperation(document, resource.create?.operation)
  const { properties } = unwrap(document, requestShape(document, create), resource.name).shape
  const times = [...properties].flatMap(([name, { schema }]) => {
    const { keywords } = schemaShape(document, schema)
    return keywords['format'] === 'date-time' ? [{ name, after: keywords['x-after'] }] : []
  })
  const pairs = times.flatMap(({ name: end, after }) => {
    const start = times.find((one) => one.name === after || (after === undefined && isPair(one.name, end)))
    return start === undefined ? [] : [{ start: start.name, end }]
  })
  return pairs.length === 1 ? pairs[0] : undefined
}

function isPair(start: string, end: string): boolean {
  const [one, other] = [plainName(start), plainName(end)]
  return PAIRS.some(([from, to]) => one.includes(from) && one.replace(from, to) === other)
}

const PAIRS = [
  ['start', 'end'],
  ['from', 'to'],
  ['from', 'until'],
  ['begin', 'end'],
  ['checkin', 'checkout'],
] as const

/** Words of a write that let some members overlap, or that a new member is none of the others yet. */
const ALLOWS = /\b(?:may|can|are allowed to|is allowed to) overlap\b|\bis a draft\b/i

/** True where the document says that a write is refused for the time of another member. */
export function refusesOverlap({ description, responses }: ApiOperation): boolean {
  const refusals = ['400', '409', '422', '4XX'].map((status) => responses[status]?.description)
  // Members in a state may overlap others: a new one may be in that state.
  if (ALLOWS.test(description ?? '')) return false
  return saysOverlapRefused(description) || refusals.some((text) => saysOverlap(text))
}

/** The range of a member as it was sent. Undefined for times that are no instants, or whose order is another. */
export function rangeIn(sent: unknown, { start, end }: RangeNames): Range | undefined {
  const { [start]: first, [end]: last } = (sent ?? {}) as Readonly<Record<string, unknown>>
  const [from, to] = [first, last].map((value) => (typeof value === 'string' ? Date.parse(value) : Number.NaN))
  return from === undefined || to === undefined || !(from < to) ? undefined : { from, to }
}

/** The values of the two properties for a range, to the second. */
export function valuesFor({ from, to }: Range, { start, end }: RangeNames): Readonly<Record<string, string>> {
  return { [start]: instant(from), [end]: instant(to) }
}

function instant(time: number): string {
  return new Date(time - (time % 1000)).toISOString().replace('.000Z', 'Z')
}
