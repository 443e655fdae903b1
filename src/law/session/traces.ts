import { createHash } from 'node:crypto'
import { formatPointer, isObject } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'

/** Digests of values, by the pointer of each in its member. */
export type Digests = Readonly<Record<Pointer, string>>

/** What the ledger knows of the values of a member: the digests of all values that writes of the run have sent, or have left there. */
export interface Traces {
  readonly wrote: ReadonlyMap<Pointer, ReadonlySet<string>>
  /** From the answers to writes. */
  readonly showed: ReadonlyMap<Pointer, ReadonlySet<string>>
}

/** The ledger knows no value of a member. */
export const NO_TRACES: Traces = { wrote: new Map(), showed: new Map() }

/** The most values of a member that are noted, as a count. */
const MOST = 100

/** The digests of the values of a member. */
export function digestsOf(member: unknown): Digests {
  return Object.fromEntries(
    valuesOf(member)
      .slice(0, MOST)
      .map(({ at, value }) => [at, traceDigest(value)]),
  )
}

/** The values of a member that are no objects, each with its pointer. An array is one value. */
export function valuesOf(member: unknown, at = ''): readonly { readonly at: Pointer; readonly value: unknown }[] {
  if (!isObject(member)) return member === undefined ? [] : [{ at, value: member }]
  return Object.entries(member).flatMap(([name, value]) => valuesOf(value, at + formatPointer([name])))
}

/** The digest of a value, alike for forms that servers often change: the case of letters, spaces around a text, a number as text, and times. */
export function traceDigest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value, inOneForm)).digest('base64url').slice(0, 12)
}

function inOneForm(_: string, value: unknown): unknown {
  if (isObject(value)) return inOrder(value)
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' ? textOf(value) : value
}

function inOrder(value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
}

const TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/

/** Instants in seconds since 1970 are above this from the year 2001 on. A smaller number is most likely no time. */
export const LEAST_SECONDS = 1_000_000_000

/** True for a time of day, which two members hardly share, as a text or as a number of seconds or milliseconds. */
export function isTime(value: unknown): boolean {
  return typeof value === 'string' ? TIME.test(value) : typeof value === 'number' && value > LEAST_SECONDS
}

function textOf(text: string): string {
  const instant = isTime(text) ? Date.parse(text) : NaN
  return Number.isNaN(instant) ? text.trim().toLowerCase() : new Date(instant).toISOString()
}
