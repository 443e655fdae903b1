import { formatPointer, isObject, parsePointer, valueAt } from '../../../json/pointer.ts'
import { objectOf } from '../../../json/list-of.ts'
import type { UpdateFacts } from '../../../resource/model.ts'
import { operationWithId } from '../../body/paths.ts'
import { placesIn, type PropertyPlace } from '../../body/places-in.ts'
import { contentOf } from '../../body/request-body.ts'
import { type MapOfMember, putEntries, updateEntries } from '../../change/free-entries.ts'
import { holdsForMethod } from '../../change/holds-for-method.ts'
import { short } from '../../compare/compare-member.ts'
import { isLater, isSuccess } from '../../session/exchange.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { memberSchema } from '../../world/optional-properties.ts'
import { all, lacking, makes, type Need, reads, updates } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'
import { takesChanges } from '../../../resource/takes-changes.ts'

/** Holds if an update has a property of which a description says that null, or an empty value, removes an entry. */
const removesByNull: Need = (resource, _, document) => {
  const isStated = resource.updates.some(({ operation, media }) => {
    const found = operationWithId(document, operation)
    const schema = contentOf(found, media)?.schema
    return placesIn(schema ?? true, document.schemas, () => 'all').some((one) => isRemoving(one, found.method))
  })
  return isStated ? { holds: true, certainty: 'sure' } : lacking('map of which null or an empty value removes an entry')
}

/** A null, or an empty value, removes an entry of a map of which a description says so. */
export const nullRemovesEntries: Law = {
  id: 'null-removes-entries',
  level: 'must',
  text: 'An update with null, or with an empty value, for an entry of a map removes the entry, where the document says so of the map.',
  source: 'the document: a description of the property such as "keys with null are removed"',
  needs: all(makes, reads, updates, removesByNull),
  isRare: true,
  async check(world) {
    let judged = 0
    for (const facts of world.resource.updates.filter((one) => !takesChanges(one)))
      for (const { at, schema } of removingIn(facts, world)) {
        const nothing = schema['x-null-removes'] === true ? null : ''
        if (await holdMap({ member: await world.fresh(), facts, at }, nothing, world)) judged += 1
      }
    if (judged === 0) throw new NotVerified('no update put entries into the map, or none with null was accepted')
  },
}

function removingIn(facts: UpdateFacts, world: World): readonly PropertyPlace[] {
  const { method } = world.operation(facts.operation)
  return placesIn(memberSchema(facts, world), world.document.schemas, (place) =>
    place.schema['readOnly'] === true ? 'none' : isRemoving(place, method) ? 'alone' : 'all',
  ).filter((place) => isRemoving(place, method))
}

function isRemoving({ schema }: PropertyPlace, method: string): boolean {
  return (
    holdsForMethod(schema['x-removing-methods'], method) &&
    (schema['x-null-removes'] === true || schema['x-empty-removes'] === true) &&
    Object.keys(objectOf(schema['properties'])).length === 0
  )
}

/** False where nothing is told. */
async function holdMap(map: MapOfMember, nothing: null | '', world: World): Promise<boolean> {
  const [name] = Object.keys((await putEntries(map, world)) ?? {})
  if (name === undefined) return false
  const updated = await updateEntries(map, { [name]: nothing }, world)
  if (!isSuccess(updated) || isLater(updated)) return false
  const answer = await world.read(map.member)
  const shown = valueAt(world.shown(answer), map.at)
  const at = formatPointer([...parsePointer(map.at), name])
  const value = isObject(shown) ? shown[name] : undefined
  const problem = {
    signature: 'entry-stays',
    message: `expected no ${name} in ${map.at} after an update to ${short(nothing)}, got ${short(value)}`,
    at: `body#${at}`,
    expected: 'no such entry',
    actual: value,
  }
  world.expect(answer, value === undefined ? [] : [problem])
  return true
}
