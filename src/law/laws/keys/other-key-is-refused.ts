import { parsePointer, withValueAt } from '../../../json/pointer.ts'
import { saysOtherIsRefused, saysOtherThanPath } from '../../../document/says/says-path-key.ts'
import type { ApiDocument } from '../../../document/api-document.ts'
import type { Resource, UpdateFacts } from '../../../resource/model.ts'
import { sentencesOf } from '../../../document/says/sentences-of.ts'
import { speaksOf } from '../../../resource/shape/sentences.ts'
import { flatten } from '../../body/flatten-schema.ts'
import { operationWithId, ownParameters } from '../../body/paths.ts'
import { contentOf } from '../../body/request-body.ts'
import { schemaAt } from '../../body/schema-at.ts'
import { bodiesOf } from '../../body/wrapped-member.ts'
import { changedMember } from '../../change/changed-member.ts'
import { otherKey } from '../../key/other-key.ts'
import { statusProblems } from '../../send/status-problem.ts'
import { isSuccess } from '../../session/exchange.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { all, keyed, lacking, makes, type Need, reads, updates } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'
import { takesChanges } from '../../../resource/takes-changes.ts'

const refusesOtherKeys: Need = (resource, _, document) =>
  resource.updates.some((facts) => refusesOther(facts, resource, document))
    ? { holds: true, certainty: 'sure' }
    : lacking('update that refuses another key than that of its path')

/** An update whose body names another member than its path is refused, where the document says so. */
export const otherKeyIsRefused: Law = {
  id: 'other-key-is-refused',
  level: 'must',
  text: 'An update whose body has another key than its path is refused with a 4xx status, where the document says so.',
  source: 'the document: a description of the key in the body, or of a refusal; JSON:API 1.1, Updating Resources',
  needs: all(makes, reads, keyed, updates, refusesOtherKeys),
  isRare: true,
  async check(world) {
    let judged = 0
    for (const facts of world.resource.updates)
      if (refusesOther(facts, world.resource, world.document) && (await holdUpdate(facts, world))) judged += 1
    if (judged === 0) throw new NotVerified('no body of an update can have another key')
  },
}

/** Returns false where no body can have another key. */
async function holdUpdate(facts: UpdateFacts, world: World): Promise<boolean> {
  const member = await world.fresh()
  const other = await otherKey(member, world.shown(await world.read(member)), world)
  const changed = changedMember({ member, facts }, world)
  // The sentence is about the last part of a key of several.
  const isLast = other?.pointer === ownParameters(world.resource).at(-1)?.pointer
  if (other === undefined || changed === undefined || !isLast) return false
  const there = { above: member.above, own: other.own }
  if (isSuccess(await world.read(there))) return false
  const drop = world.mayMove(member, other.own)
  const answer = await world.update(member, withValueAt(changed, other.pointer, other.value), { facts })
  world.expect(
    answer,
    statusProblems(answer, ['4xx'], { what: `an update with the key ${other.own.join('/')} in its body` }),
  )
  if (!isSuccess(await world.read(there))) drop()
  return true
}

/**
 * True where the body of an update has the key and a refusal is documented. A sentence must also be about another key than that of the
 * path. JSON:API has such a sentence for each PATCH: it is answered 409.
 */
function refusesOther(facts: UpdateFacts, resource: Resource, document: ApiDocument): boolean {
  const { responses, description } = operationWithId(document, facts.operation)
  const pointer = ownParameters(resource).at(-1)?.pointer
  const refusals = ['409', '400', '422'].flatMap((status) => responses[status] ?? [])
  if (takesChanges(facts) || pointer === undefined || refusals.length === 0) return false
  const whole = contentOf(operationWithId(document, facts.operation), facts.media)?.schema ?? true
  const own = schemaAt(whole, `${bodiesOf(resource, facts).wrap?.value.request ?? ''}${pointer}`, document.schemas)
  if (own === undefined) return false
  if (/\bvnd\.api\+json\b/i.test(facts.media) && responses['409'] !== undefined) return true
  const name = parsePointer(pointer).at(-1) ?? ''
  const told = [
    ...refusals.flatMap((one) => sentencesOf(one.description)).filter(saysOtherThanPath),
    ...sentencesOf(description).filter(saysOtherIsRefused),
  ]
  return told.some((text) => speaksOf(name, text)) || flatten(own, document.schemas)['x-path-key'] === true
}
