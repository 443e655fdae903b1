import { isDeepStrictEqual } from 'node:util'
import { isObject, valueAt } from '../../../json/pointer.ts'
import { withoutPlaces } from '../../body/without.ts'
import type { Pointer } from '../../../resource/model.ts'
import { changedMember } from '../../change/changed-member.ts'
import { hasPassed, isCoarse, memberTimes, nextInstant, timeProblems } from '../../change/member-times.ts'
import { type SentUpdate, singleChanges } from '../../change/single-changes.ts'
import { answerSchema } from '../../compare/answer-schema.ts'
import { flatten } from '../../body/flatten-schema.ts'
import { schemaAt } from '../../body/schema-at.ts'
import { instantOf, LEAST_MILLISECONDS } from '../../compare/instant.ts'
import { short } from '../../compare/compare-member.ts'
import { type Answer, isLater, isSuccess } from '../../session/exchange.ts'
import type { Member } from '../../session/member.ts'
import { all, makes, missing, type Need, updates, shows } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import type { Problem } from '../../session/problem.ts'
import type { World } from '../../world/world.ts'

const hasTimes: Need = (resource, _, document) =>
  memberTimes({ resource, document }).all.length === 0
    ? missing('that a member has the time of its creation or its last change')
    : { holds: true, certainty: 'sure' }

/** An update keeps the time of the creation, and moves that of the last change. */
export const timesAreKept: Law = {
  id: 'times-are-kept',
  level: 'should',
  text: 'An update leaves the time at which the member was created, and moves the time of its last change. Both have the unit that the document states.',
  source: 'the document: properties of the server that are named like times',
  needs: all(makes, shows, updates, hasTimes),
  async check(world) {
    const member = await world.fresh()
    const times = memberTimes(world)
    const first = showsAll(times.all, member.created, world) ?? (await world.read(member))
    let before = world.shown(first)
    if (!isObject(before)) throw new NotVerified('the member is no object')
    world.expect(
      first,
      times.all.flatMap((at) => unitProblem(at, valueAt(before, at), world)),
    )
    let reason: string | undefined
    let judged = 0
    for (const [index, { facts, sent }] of changesOf(member, before, world).entries()) {
      const begun = performance.now()
      await waitAt(index, before, world)
      const gap = performance.now() - begun
      const updated = await world.update(member, sent, { facts })
      const isDone = isSuccess(updated) && !isLater(updated)
      const answer = isDone ? (showsAll(times.all, updated, world) ?? (await world.read(member))) : updated
      const after = world.shown(answer)
      if (!isDone || !isSuccess(answer) || !isObject(after)) {
        reason ??= isDone ? 'the updated member cannot be read' : `the update was answered ${updated.status}`
        continue
      }
      judged += 1
      const isChanged = !isDeepStrictEqual(withoutPlaces(after, times.all), withoutPlaces(before, times.all))
      const what = index === 0 ? 'an update' : `${updated.asked.split(' ')[0] ?? ''} of ${Object.keys(sent).join(', ')}`
      const looks = { before, after }
      const isAfter = isChanged && hasPassed(gap, looks, times.changed)
      if (!world.expect(answer, timeProblems(times, { ...looks, what, isLater: isAfter }))) return
      before = after
    }
    if (judged === 0) throw new NotVerified(reason ?? 'the document does not say enough to make an update')
  },
}

/** A whole update, then updates by other operations and of single properties: only a few where each has to wait for the next second. */
function changesOf(member: Member, shown: unknown, world: World): readonly SentUpdate[] {
  const { updates: found } = world.resource
  const [facts] = found
  const [one, again] = [3, 8].map((variant) =>
    facts === undefined ? undefined : changedMember({ member, facts, variant }, world),
  )
  if (facts === undefined || one === undefined) return []
  const { changed } = memberTimes(world)
  // One media type of an operation is as good as another.
  const updated = { ...member, sent: isObject(member.sent) ? { ...member.sent, ...one } : one }
  const others = singleChanges({ member: updated, facts }, world).filter(
    (change) => change.facts === found.find(({ operation }) => operation === change.facts.operation),
  )
  const isFine = changed.length > 0 && !isCoarse(shown, changed)
  const few = isFine ? others : others.slice(0, 1)
  // The first change of a member may be the first to set a time.
  const isUnset = changed.some((at) => instantOf(valueAt(shown, at)) === undefined)
  const last = few.length === 0 && isUnset && again !== undefined ? [{ facts, sent: again }] : []
  return [{ facts, sent: one }, ...few, ...last]
}

/** Waits before an update, so that its time differs from that of before. */
async function waitAt(index: number, before: unknown, world: World): Promise<void> {
  const { made, changed, all: both } = memberTimes(world)
  const isTimed = changed.some((at) => instantOf(valueAt(before, at)) !== undefined)
  if (isTimed || (index === 0 && isCoarse(before, made)))
    await world.wait(nextInstant(before, index === 0 ? both : changed))
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
