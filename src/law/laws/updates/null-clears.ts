import { valueAt, withValueAt } from '../../../json/pointer.ts'
import type { Pointer, UpdateFacts } from '../../../resource/model.ts'
import { operationWithId } from '../../body/paths.ts'
import { placesIn } from '../../body/places-in.ts'
import { contentOf } from '../../body/request-body.ts'
import { isDeepStrictEqual } from 'node:util'
import { type Cleared, defaultsAt, holdCleared } from '../../change/after-null.ts'
import { freshApartFromDefaults } from '../../change/apart-from-defaults.ts'
import type { Changing } from '../../change/changed-member.ts'
import type { Part } from '../../change/changed-part.ts'
import { withRequired } from '../../change/with-required.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { statusProblems } from '../../send/status-problem.ts'
import { all, isMergePatch, lacking, makes, type Need, updates, shows } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { memberSchema } from '../../world/optional-properties.ts'
import type { World } from '../../world/world.ts'

/** A patch that is no JSON merge patch: another law holds those. */
function isOtherPatch(facts: UpdateFacts): boolean {
  return facts.effect?.value === 'merge' && !isMergePatch(facts)
}

/** Holds if a patch has a property of which a description says that null clears it. */
const clearsByNull: Need = (resource, _, document) => {
  const isStated = resource.updates.filter(isOtherPatch).some(({ operation, media }) => {
    const schema = contentOf(operationWithId(document, operation), media)?.schema
    return placesIn(schema ?? true, document.schemas).some((place) => place.schema['x-null-clears'] === true)
  })
  return isStated ? { holds: true, certainty: 'sure' } : lacking('property of which null clears the value')
}

/** A null clears a property of which a description says so. */
export const nullClears: Law = {
  id: 'null-clears',
  level: 'must',
  text: 'A patch with null for a property leaves the property without its value, where the document says that null clears it.',
  source: 'the document: a description of the property such as "`null` clears it"',
  needs: all(makes, shows, updates, clearsByNull),
  isRare: true,
  async check(world) {
    let judged = 0
    for (const facts of world.resource.updates.filter(isOtherPatch)) judged += await holdUpdate(facts, world)
    if (judged === 0) throw new NotVerified('no member has a value that a null could clear')
  },
}

/** Holds one patch to the law. Returns the count of properties that were judged. */
async function holdUpdate(facts: UpdateFacts, world: World): Promise<number> {
  // A reset to a default shows only where the member had another value.
  const member = await freshApartFromDefaults(world)
  const before = world.shown(await world.read(member))
  const told = placesIn(memberSchema(facts, world), world.document.schemas, () => 'alone')
    .filter(({ schema, isOptional }) => isOptional && schema['x-null-clears'] === true)
    .filter(({ at }) => (valueAt(before, at) ?? null) !== null)
    .filter(({ at }) => !defaultsAt(at, world).some((one) => isDeepStrictEqual(one, valueAt(before, at))))
  let judged = 0
  for (const { at } of told) if (await holdProperty(at, { member, facts, before }, world)) judged += 1
  return judged
}

interface Holding extends Changing, Cleared {}

/** Returns false where the patch was not accepted. */
async function holdProperty(at: Pointer, { member, facts, before }: Holding, world: World): Promise<boolean> {
  const part = withRequired(withValueAt({}, at, null) as Part, { member, facts }, world)
  const updated = await world.update(member, part, { facts })
  const what = `a patch with null at ${at}, of which the document says that it clears the value`
  world.expect(updated, statusProblems(updated, ['2xx'], { what, level: 'should' }))
  return holdCleared(at, updated, { member, before, world })
}
