import type { ApiDocument } from '../../../document/api-document.ts'
import { isDeepStrictEqual } from 'node:util'
import { isObject, valueAt } from '../../../json/pointer.ts'
import type { Resource, UpdateFacts } from '../../../resource/model.ts'
import { takesChanges } from '../../../resource/takes-changes.ts'
import { changedMember, type Changing } from '../../change/changed-member.ts'
import { changedParts, innermostPart, type Part } from '../../change/changed-part.ts'
import { isTold, toldVersions } from '../../change/told-versions.ts'
import { isTaken } from '../../change/with-required.ts'
import { saysVersionCounts } from '../../../document/says/says-version-changes.ts'
import { answerSchema } from '../../compare/answer-schema.ts'
import { isLater, isSuccess } from '../../session/exchange.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { short } from '../../compare/compare-member.ts'
import type { PropertyPlace } from '../../body/places-in.ts'
import { type Problem, shouldUnless } from '../../session/problem.ts'
import { versionsIn } from '../../compare/version-name.ts'
import { all, makes, mergesDeeply, missing, type Need, reads, updatesBy } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'

/** That a PUT replaces is no matter here: either way, it changes the member. */
const mergesOrReplaces: Need = (resource, model, document) => {
  const merges = updatesBy('merge')(resource, model, document)
  return merges.holds || !resource.updates.some(({ effect }) => effect?.value === 'replace')
    ? merges
    : { holds: true, certainty: 'sure' }
}

const showsVersion: Need = (resource, _, document) =>
  versionsShown(resource, document).length === 0
    ? missing('which property of a member is its version')
    : { holds: true, certainty: 'sure' }

/** The properties of a read that are named like a version, and those of which the document says that each change changes them. */
function versionsShown(resource: Resource, document: ApiDocument): readonly PropertyPlace[] {
  const schema = answerSchema({ resource, document }) ?? true
  // A number such as `version` that a caller may set is that of what the member describes.
  const named = versionsIn(schema, document.schemas, (own) => own['readOnly'] === true)
  const told = toldVersions(resource, document)
  return [...named.filter(({ at }) => !told.some((one) => one.at === at)), ...told]
}

/** True for a version that is not one more after a change, where the document says so. */
function isSkipped({ schema }: PropertyPlace, { is, was }: { readonly is: unknown; readonly was: unknown }): boolean {
  const isCount = saysVersionCounts(schema['x-version-changes'])
  return isCount && Number.isInteger(is) && Number.isInteger(was) && is !== Number(was) + 1
}

/** The most properties that are changed alone, as a count. */
const MOST = 6

/** Each change of a member changes the version that it has among its properties. */
export const versionPropertyChanges: Law = {
  id: 'version-property-changes',
  level: 'must',
  text: 'A property such as etag or resourceVersion has another value after each change of the member.',
  source: 'the document: a property of answers that is named like a version; AIP-154',
  needs: all(makes, reads, mergesOrReplaces, showsVersion),
  isRare: true,
  async check(world) {
    const places = new Set(versionsShown(world.resource, world.document))
    const member = await world.fresh()
    let before = world.shown(await world.read(member))
    let judged = 0
    for (const { facts, part } of changesOf(member, world)) {
      const updated = await world.update(member, part, { facts })
      if (!isSuccess(updated) || isLater(updated)) continue
      const answer = await world.read(member)
      const now = world.shown(answer)
      if (!isObject(before) || !isObject(now)) continue
      const [old, shown] = [before, now]
      // An update to the same values may leave the version.
      if (Object.keys(part).every((one) => isDeepStrictEqual(shown[one], old[one]))) continue
      for (const place of places) {
        const is = valueAt(now, place.at)
        if (is === undefined) continue
        judged += 1
        const was = valueAt(before, place.at)
        const stays = isDeepStrictEqual(is, was)
        const after = `${updated.asked} of ${namesIn(part)}`
        const problems = stays ? [problemOf(place, is, after)] : skippedProblems(place, { is, was, after })
        if (!world.expect(answer, problems)) places.delete(place)
      }
      before = now
    }
    if (judged === 0) throw new NotVerified('no update of a single property was accepted')
  },
}

function problemOf({ at, schema }: Pick<PropertyPlace, 'at' | 'schema'>, is: unknown, after: string): Problem {
  return {
    signature: 'version-stays',
    message: `expected another ${at.slice(1)} after ${after}, got ${short(is)} again`,
    at: `body#${at}`,
    expected: 'another version',
    actual: is,
    ...shouldUnless(isTold({ schema })),
  }
}

function skippedProblems(
  place: PropertyPlace,
  { is, was, after }: { readonly is: unknown; readonly was: unknown; readonly after: string },
): readonly Problem[] {
  if (!isSkipped(place, { is, was })) return []
  return [
    {
      signature: 'version-skips',
      message: `expected ${place.at.slice(1)} ${Number(was) + 1} after ${after}, as the document says that it rises by one, got ${short(is)}`,
      at: `body#${place.at}`,
      expected: Number(was) + 1,
      actual: is,
    },
  ]
}

interface Change {
  readonly facts: UpdateFacts
  readonly part: Part
}

/** Changes of single properties by updates that merge, then one by an update that replaces. */
function changesOf(member: Member, world: World): readonly Change[] {
  const { updates } = world.resource
  const parts = updates
    .filter((facts) => facts.effect?.value === 'merge' || takesChanges(facts))
    .flatMap((facts) => alone({ member, facts }, world).map((part) => ({ facts, part })))
  const facts = updates.find(({ effect }) => effect?.value === 'replace')
  const part = facts === undefined ? undefined : changedMember({ member, facts }, world)
  return [...parts.slice(0, MOST), ...(facts === undefined || part === undefined ? [] : [{ facts, part }])]
}

/** Each property alone with another value. Of a patch that merges objects too, the innermost property of an object before the whole. */
function alone(changing: Changing, world: World): readonly Part[] {
  const parts = changedParts(changing, world)
  if (!mergesDeeply(changing.facts)) return parts
  return parts.flatMap((part) => {
    const inner = innermostPart(part)
    return inner !== undefined && isTaken(inner, changing.facts, world) ? [inner, part] : [part]
  })
}

/** The names of the properties of a part, with those of the objects around them. */
function namesIn(part: Part): string {
  return Object.entries(part)
    .map(([name, value]) => (isObject(value) && Object.keys(value).length === 1 ? `${name}/${namesIn(value)}` : name))
    .join()
}
