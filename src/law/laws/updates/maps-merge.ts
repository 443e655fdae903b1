import { saysMerged } from '../../../document/says/says-merged.ts'
import { isDeepStrictEqual } from 'node:util'
import { objectOf } from '../../../json/list-of.ts'
import { isObject, parsePointer, valueAt } from '../../../json/pointer.ts'
import type { Pointer, UpdateFacts } from '../../../resource/model.ts'
import { sentencesOf } from '../../../document/says/sentences-of.ts'
import { speaksOf } from '../../../resource/shape/sentences.ts'
import { isFreeObject, putEntries, updateEntries } from '../../change/free-entries.ts'
import { holdsForMethod } from '../../change/holds-for-method.ts'
import { short } from '../../compare/compare-member.ts'
import { isSecretName } from '../../compare/secret-name.ts'
import { isLater, isSuccess } from '../../session/exchange.ts'
import { all, makes, updates, shows } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { memberSchema } from '../../world/optional-properties.ts'
import { isMap } from '../../world/properties-within.ts'
import { placesIn, type PropertyPlace } from '../../body/places-in.ts'
import { typeOf } from '../../body/flatten-schema.ts'
import { plausibleValue } from '../../body/plausible-value.ts'
import type { Problem } from '../../session/problem.ts'
import type { World } from '../../world/world.ts'
import { takesChanges } from '../../../resource/takes-changes.ts'

/** An update adds to a map of which a description says that it merges. */
export const mapsMerge: Law = {
  id: 'maps-merge',
  level: 'must',
  text: 'A map or an object of which the document says that an update merges it keeps the entries that the update does not name.',
  source: 'the document: a description of the property or of the update',
  needs: all(makes, shows, updates),
  async check(world) {
    const maps = world.resource.updates
      .filter((one) => !takesChanges(one))
      .flatMap((facts) => mergedIn(facts, world).map((map) => ({ facts, map })))
    if (maps.length === 0) throw new NotVerified('the document says of no map or object that an update merges it')
    let judged = 0
    for (const { facts, map } of maps) if (await holdMap(map, facts, world)) judged += 1
    if (judged === 0) throw new NotVerified('no update that adds an entry to what it merges was accepted and shown')
  },
}

/** The maps and objects of which a description says that an update merges them, at the top of the member or within its objects. */
function mergedIn(facts: UpdateFacts, world: World): readonly PropertyPlace[] {
  const { description, method } = world.operation(facts.operation)
  const told = sentencesOf(description).filter(saysMerged)
  const isMerged = ({ at, schema }: PropertyPlace): boolean => {
    const [name = '', ...inner] = parsePointer(at)
    const isToldOfUpdate = inner.length === 0 && told.some((one) => speaksOf(name, one))
    const isOfMethod = holdsForMethod(schema['x-merging-methods'], method)
    const isTold = (schema['x-merged'] === true && isOfMethod) || isToldOfUpdate
    // A free object may be about merging: of a map, any sentence is enough.
    const isToldOfFree =
      (schema['x-merged-by-updates'] === true && isOfMethod) || (isFreeObject(schema) && isToldOfUpdate)
    return typeOf(schema) === 'object' && (isMap(schema) ? isTold : isToldOfFree)
  }
  const places = placesIn(memberSchema(facts, world), world.document.schemas, (place) =>
    place.schema['readOnly'] === true ? 'none' : isMerged(place) ? 'alone' : 'all',
  )
  return places.filter(isMerged)
}

/** The entries that an update names alone, as a count. */
const MOST_ENTRIES = 3

/** False where no update of the map was accepted. */
async function holdMap({ at, schema }: PropertyPlace, facts: UpdateFacts, world: World): Promise<boolean> {
  const member = await world.fresh()
  const isFree = isFreeObject(schema)
  const put = isFree ? await putEntries({ member, facts, at }, world) : undefined
  if (isFree && put === undefined) return false
  let old = put ?? valueAt(world.shown(await world.read(member)), at)
  const made = plausibleValue(schema, { schemas: world.document.schemas, word: world.word, variant: 1 })
  // A server may have entries of its own, which change by themselves.
  const names = new Set(Object.keys(put ?? objectOf(valueAt(member.sent, at))))
  let isJudged = false
  for (const entry of isObject(old)
    ? entriesFor(old, isFree ? { [world.word()]: world.word() } : objectOf(made), schema)
    : []) {
    const updated = await updateEntries({ member, facts, at }, Object.fromEntries([entry]), world)
    if (!isSuccess(updated) || isLater(updated)) continue
    isJudged = true
    const answer = await world.read(member)
    const shown = objectOf(valueAt(world.shown(answer), at))
    // A server may show another form of a property that was sent, or ignore it: the others have the form that was shown before.
    const sent = isMap(schema) || isFree ? [entry] : []
    const others = Object.entries(objectOf(old)).filter(([name]) => names.has(name) && name !== entry[0])
    const expected = [...others, ...sent]
    if (!world.expect(answer, lostIn(Object.fromEntries(expected), shown, at))) break
    names.add(entry[0])
    old = shown
  }
  return isJudged
}

/** A new entry of a map, and the same entry with the value of another one; of an object with properties of its own, another value of each beside others that are there. */
function entriesFor(
  old: Readonly<Record<string, unknown>>,
  made: Readonly<Record<string, unknown>>,
  schema: PropertyPlace['schema'],
): readonly (readonly [string, unknown])[] {
  const isOther = (key: string): boolean => Object.keys(old).some((one) => one !== key)
  const entries = Object.entries(made).filter(([key]) => isOther(key))
  if (isMap(schema) || isFreeObject(schema)) {
    const added = entries.find(([key]) => !Object.hasOwn(old, key))
    if (added === undefined) return []
    const value = Object.values(old).find((one) => typeof one === typeof added[1] && !isDeepStrictEqual(one, added[1]))
    return value === undefined ? [added] : [added, [added[0], value]]
  }
  return entries
    .filter(([key, value]) => Object.hasOwn(old, key) && !isDeepStrictEqual(old[key], value) && !isSecretName(key))
    .slice(0, MOST_ENTRIES)
}

/** The first entry that the map lacks, or has with another value. */
function lostIn(
  expected: Readonly<Record<string, unknown>>,
  shown: Readonly<Record<string, unknown>>,
  at: Pointer,
): readonly Problem[] {
  const lost = Object.entries(expected).find(([key, value]) => !isDeepStrictEqual(shown[key], value))
  if (lost === undefined) return []
  const [key, value] = lost
  return [
    {
      signature: 'entry-lost',
      message: `expected ${key} with ${short(value)} in ${at} after an update that merges another entry, got ${shown[key] === undefined ? 'no such entry' : short(shown[key])}`,
      at: `body#${at}`,
      expected: value,
      actual: shown[key] ?? 'no such entry',
    },
  ]
}
