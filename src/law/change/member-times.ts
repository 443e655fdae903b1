import { parsePointer, valueAt } from '../../json/pointer.ts'
import type { ApiDocument } from '../../document/api-document.ts'
import type { Pointer, Resource } from '../../resource/model.ts'
import { isHolder } from '../../resource/shape/is-holder.ts'
import { namesChange, namesCreation } from '../../resource/shape/time-names.ts'
import { flatten } from '../body/flatten-schema.ts'
import { leavesAt } from '../body/places-in.ts'
import { schemaAt } from '../body/schema-at.ts'
import { answerSchema } from '../compare/answer-schema.ts'
import { short } from '../compare/compare-member.ts'
import { instantOf, isWholeSecond, LEAST_MILLISECONDS, NEXT_SECOND, SECOND } from '../compare/instant.ts'
import type { Problem } from '../session/problem.ts'

/** The places of the times that a server keeps of a member. */
export interface MemberTimes {
  /** The times of the creation, and those of which the document says that they never change. */
  readonly made: readonly Pointer[]
  /** The times of the last change. */
  readonly changed: readonly Pointer[]
  readonly all: readonly Pointer[]
}

/** The properties of the server with a name of times, be they within an object such as `meta`. */
export function memberTimes({
  resource,
  document,
}: {
  readonly resource: Resource
  readonly document: ApiDocument
}): MemberTimes {
  const schema = answerSchema({ resource, document }) ?? true
  const places = resource.server.flatMap((pointer) => leavesAt(pointer, schema, document.schemas))
  const isStill = (pointer: Pointer): boolean => {
    const { format, ...own } = flatten(schemaAt(schema, pointer, document.schemas) ?? true, document.schemas)
    return format === 'date-time' && own['x-immutable'] === true
  }
  const namedBy = (names: (name: string) => boolean): readonly Pointer[] =>
    places.filter((pointer) => {
      const tokens = parsePointer(pointer)
      return names(tokens.at(-1) ?? '') && tokens.slice(0, -1).every(isHolder)
    })
  const changed = namedBy(namesChange)
  const made = [...new Set([...namedBy(namesCreation), ...places.filter((at) => isStill(at) && !changed.includes(at))])]
  return { made, changed, all: [...made, ...changed] }
}

/** A member before and after a write. */
export interface Looks {
  readonly before: unknown
  readonly after: unknown
}

/** The times of a member after a write that has changed it. `isLater` is true where the clock of the server has moved on since the write before. */
export function timeProblems(
  { made, changed }: MemberTimes,
  { before, after, what, isLater }: Looks & { readonly what: string; readonly isLater: boolean },
): readonly Problem[] {
  const looks = { before, after, what }
  return [
    ...made.flatMap((at) => problemOf(at, { ...looks, isMoved: false })),
    ...(isLater ? changed.flatMap((at) => problemOf(at, { ...looks, isMoved: true })) : []),
  ]
}

interface Judging extends Looks {
  /** The write, such as `an update`. */
  readonly what: string
  /** True for a time that a write moves. */
  readonly isMoved: boolean
}

function problemOf(at: Pointer, { before, after, what, isMoved }: Judging): readonly Problem[] {
  const [old, now] = [valueAt(before, at), valueAt(after, at)]
  const [earlier, later] = [instantOf(old), instantOf(now)]
  if (earlier === undefined || later === undefined) return []
  if (isMoved ? later > earlier : isSameInstant(earlier, later)) return []
  const message = isMoved
    ? `expected a later ${at} after ${what} than ${short(old)}, got ${short(now)}`
    : `expected the ${at} of before ${what}, ${short(old)}, got ${short(now)}`
  const signature = isMoved ? 'change-not-timed' : 'creation-moved'
  return [{ signature, message, at: `body#${at}`, expected: old, actual: now }]
}

/** An instant may be shown in whole seconds once it is stored. */
function isSameInstant(one: number, other: number): boolean {
  const isCut = one >= LEAST_MILLISECONDS && [one, other].some(isWholeSecond)
  return one === other || (isCut && Math.abs(one - other) < SECOND)
}

/**
 * The time after which a write shows another instant than the write before, in milliseconds. Many servers have whole seconds. The clock of others
 * may move in steps of some milliseconds.
 */
export function nextInstant(shown: unknown, places: readonly Pointer[]): number {
  return isCoarse(shown, places) ? NEXT_SECOND : NEXT_STEP
}

/** A step of a clock, and a little more, in milliseconds: a wait may end early. */
const NEXT_STEP = 150
const EARLY = 50

/** True where a gap in milliseconds is enough for another instant at each of the places. */
export function hasPassed(gap: number, { before, after }: Looks, places: readonly Pointer[]): boolean {
  return [before, after].every((shown) => gap >= nextInstant(shown, places) - EARLY)
}

/** True where a member shows an instant without a part of a second: one that is set anew within the second is the same. */
export function isCoarse(shown: unknown, places: readonly Pointer[]): boolean {
  return places.some((at) => isWholeSecond(valueAt(shown, at)))
}
