import type { DocumentSchema } from '../../../document/api-document.ts'
import { saysMerged } from '../../../document/says/says-merged.ts'
import { formatPointer, isObject } from '../../../json/pointer.ts'
import type { UpdateFacts } from '../../../resource/model.ts'
import { sentencesOf, speaksOf } from '../../../resource/shape/sentences.ts'
import { changedMember } from '../../change/changed-member.ts'
import { short } from '../../compare/compare-member.ts'
import { isSuccess } from '../../session/exchange.ts'
import { all, isPartial, makes, reads, updates } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { memberSchema } from '../../world/optional-properties.ts'
import { flatten, plausibleValue } from '../../body/plausible-value.ts'
import type { Problem } from '../../session/problem.ts'
import type { World } from '../../world/world.ts'

/** An update adds to a map of which a description says that it merges. */
export const mapsMerge: Law = {
  id: 'maps-merge',
  level: 'must',
  text: 'A map of which the document says that an update merges it keeps the entries that the update does not name.',
  source: 'the document: a description of the property or of the update',
  needs: all(makes, reads, updates),
  async check(world) {
    let judged = 0
    for (const facts of world.resource.updates.filter(({ effect }) => effect?.value !== 'json-patch'))
      for (const map of mergedMaps(facts, world)) if (await holdMap(map, facts, world)) judged += 1
    if (judged === 0) throw new NotVerified('the document says of no map that an update merges it')
  },
}

interface MergedMap {
  readonly name: string
  readonly schema: DocumentSchema
}

function mergedMaps(facts: UpdateFacts, world: World): readonly MergedMap[] {
  const { properties } = memberSchema(facts, world)
  const { description } = world.operation(facts.operation)
  const told = sentencesOf(description).filter(saysMerged)
  return Object.entries(isObject(properties) ? properties : {}).flatMap(([name, property]) => {
    const schema = property as DocumentSchema
    const { 'x-merged': isMerged, additionalProperties } = flatten(schema, world.document.schemas)
    const isTold = isMerged === true || told.some((sentence) => speaksOf(name, sentence))
    return isTold && additionalProperties !== false && additionalProperties !== undefined ? [{ name, schema }] : []
  })
}

/** False where no update of the map was accepted. */
async function holdMap({ name, schema }: MergedMap, facts: UpdateFacts, world: World): Promise<boolean> {
  const member = await world.fresh()
  const before = world.shown(await world.read(member))
  const old = isObject(before) ? before[name] : undefined
  const made = plausibleValue(schema, { schemas: world.document.schemas, word: world.word, variant: 1 })
  const entry = Object.entries(isObject(made) ? made : {}).find(([key]) => !isObject(old) || !Object.hasOwn(old, key))
  if (!isObject(old) || Object.keys(old).length === 0 || entry === undefined) return false
  const added = { [name]: Object.fromEntries([entry]) }
  const whole = isPartial(facts) ? added : { ...changedMember({ member, facts }, world), ...added }
  const updated = await world.update(member, whole, { facts })
  if (!isSuccess(updated) || updated.status === 202) return false
  const answer = await world.read(member)
  const after = world.shown(answer)
  const shown = isObject(after) && isObject(after[name]) ? after[name] : {}
  world.expect(answer, lostIn({ ...old, ...added[name] }, shown, name))
  return true
}

/** The first entry that the map lacks, or has with another value. */
function lostIn(
  expected: Readonly<Record<string, unknown>>,
  shown: Readonly<Record<string, unknown>>,
  name: string,
): readonly Problem[] {
  const lost = Object.entries(expected).find(([key, value]) => JSON.stringify(shown[key]) !== JSON.stringify(value))
  if (lost === undefined) return []
  const [key, value] = lost
  return [
    {
      signature: 'entry-lost',
      message: `expected ${key} with ${short(value)} in /${name} after an update that merges another entry, got ${shown[key] === undefined ? 'no such entry' : short(shown[key])}`,
      at: `body#${formatPointer([name])}`,
      expected: value,
      actual: shown[key] ?? 'no such entry',
    },
  ]
}
