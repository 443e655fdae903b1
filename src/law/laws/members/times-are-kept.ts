import { isDeepStrictEqual } from 'node:util'
import { isObject, parsePointer, valueAt, withValueAt } from '../../../json/pointer.ts'
import type { Pointer, Resource } from '../../../resource/model.ts'
import { isHolder } from '../../../resource/shape/is-holder.ts'
import { namesChange, namesCreation } from '../../../resource/shape/time-names.ts'
import { changedMember } from '../../change/changed-member.ts'
import { answerSchema } from '../../compare/answer-schema.ts'
import type { ApiDocument } from '../../../document/api-document.ts'
import { flatten } from '../../body/flatten-schema.ts'
import { leavesAt } from '../../body/places-in.ts'
import { schemaAt } from '../../body/schema-at.ts'
import { instantOf, isWholeSecond, LEAST_MILLISECONDS, NEXT_SECOND, SECOND } from '../../compare/instant.ts'
import { short } from '../../compare/compare-member.ts'
import { type Answer, isSuccess } from '../../session/exchange.ts'
import { all, makes, missing, type Need, reads, updates } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import type { Problem } from '../../session/problem.ts'
import type { World } from '../../world/world.ts'

/** The properties of the server with a name of times, be they within an object such as `meta`. */
function timesOf(resource: Resource, names: (name: string) => boolean, document: ApiDocument): readonly Pointer[] {
  const schema = answerSchema({ resource, document }) ?? true
  return resource.server
    .flatMap((pointer) => leavesAt(pointer, schema, document.schemas))
    .filter((pointer) => {
      const tokens = parsePointer(pointer)
      return names(tokens.at(-1) ?? '') && tokens.slice(0, -1).every(isHolder)
    })
}

const hasTimes: Need = (resource, _, document) =>
  timesOf(resource, namesCreation, document).length + timesOf(resource, namesChange, document).length === 0
    ? missing('that a member has the time of its creation or its last change')
    : { holds: true, certainty: 'sure' }

/** An update keeps the time of the creation, and moves that of the last change. */
export const timesAreKept: Law = {
  id: 'times-are-kept',
  level: 'should',
  text: 'An update leaves the time at which the member was created, and moves the time of its last change. Both have the unit that the document states.',
  source: 'the document: properties of the server that are named like times',
  needs: all(makes, reads, updates, hasTimes),
  async check(world) {
    const [facts] = world.resource.updates
    const member = await world.fresh()
    const made = timesOf(world.resource, namesCreation, world.document)
    const changed = timesOf(world.resource, namesChange, world.document)
    const times = [...made, ...changed]
    const first = showsAll(times, member.created, world) ?? (await world.read(member))
    const before = world.shown(first)
    if (facts === undefined || !isObject(before)) throw new NotVerified('the member is no object')
    world.expect(
      first,
      times.flatMap((at) => unitProblem(at, valueAt(before, at), world)),
    )
    const begun = performance.now()
    const isCoarse = made.some((at) => isWholeSecond(valueAt(before, at)))
    if (isCoarse || changed.some((at) => instantOf(valueAt(before, at)) !== undefined)) await world.wait(NEXT_SECOND)
    const isLater = performance.now() - begun >= SECOND
    const updated = await world.update(member, changedMember({ member, facts }, world), { facts })
    if (!isSuccess(updated) || updated.status === 202)
      throw new NotVerified(`the update was answered ${updated.status}`)
    const answer = showsAll(times, updated, world) ?? (await world.read(member))
    const after = world.shown(answer)
    if (!isSuccess(answer) || !isObject(after)) throw new NotVerified('the updated member cannot be read')
    const isChanged = !isDeepStrictEqual(withoutAll(after, times), withoutAll(before, times))
    world.expect(answer, [
      ...made.flatMap((at) => problemOf(at, { before, after, isMoved: false })),
      ...(isChanged && isLater ? changed.flatMap((at) => problemOf(at, { before, after, isMoved: true })) : []),
    ])
  },
}

/** An instant in seconds where the document says milliseconds, or the other way round. */
function unitProblem(at: Pointer, value: unknown, { resource, document }: World): readonly Problem[] {
  const schema = schemaAt(answerSchema({ resource, document }) ?? true, at, document.schemas)
  const unit = flatten(schema ?? true, document.schemas)['x-epoch']
  if (typeof value !== 'number' || value <= 0 || typeof unit !== 'string') return []
  const shown = value < LEAST_MILLISECONDS ? 'seconds' : 'milliseconds'
  if (shown === unit) return []
  const message = `expected ${unit} since 1970 at ${at}, got ${shown}: ${short(value)}`
  return [{ signature: 'other-unit', message, at: `body#${at}`, expected: unit, actual: shown }]
}

/** The answer to a write, where it shows all times: no read is then needed. */
function showsAll(times: readonly Pointer[], answer: Answer | undefined, world: World): Answer | undefined {
  const shown = answer === undefined ? undefined : world.shown(answer)
  return isObject(shown) && times.every((at) => valueAt(shown, at) !== undefined) ? answer : undefined
}

function withoutAll(member: unknown, times: readonly Pointer[]): unknown {
  return times.reduce((rest, at) => (valueAt(rest, at) === undefined ? rest : withValueAt(rest, at, undefined)), member)
}

interface Times {
  readonly before: unknown
  readonly after: unknown
  /** True for a time that an update moves. */
  readonly isMoved: boolean
}

function problemOf(at: Pointer, { before, after, isMoved }: Times): readonly Problem[] {
  const [old, now] = [valueAt(before, at), valueAt(after, at)]
  const [earlier, later] = [instantOf(old), instantOf(now)]
  if (earlier === undefined || later === undefined || (isMoved ? later > earlier : later === earlier)) return []
  const message = isMoved
    ? `expected a later ${at} after an update than ${short(old)}, got ${short(now)}`
    : `expected the ${at} of before an update, ${short(old)}, got ${short(now)}`
  const signature = isMoved ? 'change-not-timed' : 'creation-moved'
  return [{ signature, message, at: `body#${at}`, expected: old, actual: now }]
}
