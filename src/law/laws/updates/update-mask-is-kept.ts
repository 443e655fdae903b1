import type { ApiDocument } from '../../../document/api-document.ts'
import { isObject } from '../../../json/pointer.ts'
import { plainName } from '../../../resource/shape/words.ts'
import type { UpdateFacts } from '../../../resource/model.ts'
import { operationWithId } from '../../body/paths.ts'
import { freshApartFromDefaults } from '../../change/apart-from-defaults.ts'
import { changedParts } from '../../change/changed-part.ts'
import { isSuccess } from '../../session/exchange.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { all, lacking, makes, type Need, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'

const masks: Need = ({ updates }, _, document) =>
  updates.some((facts) => maskOf(facts, document) !== undefined)
    ? { holds: true, certainty: 'sure' }
    : lacking('update with a query parameter such as update_mask')

/** An update with a mask changes what the mask names. */
export const updateMaskIsKept: Law = {
  id: 'update-mask-is-kept',
  level: 'must',
  text: 'An update whose update mask names some properties of its body changes these, and leaves the others.',
  source: 'the document: a query parameter update_mask of an update; AIP-134',
  needs: all(makes, reads, masks),
  isRare: true,
  async check(world) {
    for (const facts of world.resource.updates) {
      const mask = maskOf(facts, world.document)
      if (mask !== undefined) await holdMask(facts, mask, world)
    }
  },
}

/** The query parameter of an update that names the properties to change. */
function maskOf({ operation }: UpdateFacts, document: ApiDocument): string | undefined {
  return operationWithId(document, operation).parameters.find(
    ({ name, in: place }) => place === 'query' && plainName(name) === 'updatemask',
  )?.name
}

/** Sends three changed properties, or two, and names all but the last of them. */
async function holdMask(facts: UpdateFacts, mask: string, world: World): Promise<void> {
  const member = await freshApartFromDefaults(world)
  const before = world.shown(await world.read(member))
  const parts = changedParts({ member, facts }, world).filter((part) =>
    Object.keys(part).every((name) => isObject(before) && before[name] !== undefined),
  )
  const sent = parts.slice(0, 3)
  const last = sent.at(-1)
  if (sent.length < 2 || last === undefined || !isObject(before))
    throw new NotVerified('the document does not say enough to change two properties of a member')
  const named = Object.assign({}, ...sent.slice(0, -1)) as Readonly<Record<string, unknown>>
  const query = { [mask]: Object.keys(named).join() }
  const updated = await world.update(member, { ...named, ...last }, { facts, query })
  if (!isSuccess(updated) || updated.status === 202)
    throw new NotVerified(`an update with ${mask} was answered ${updated.status}`)
  const kept = Object.fromEntries(Object.keys(last).map((name) => [name, before[name]]))
  const answer = await world.read(member)
  const problems = world.compare({ ...named, ...kept }, world.shown(answer))
  world.expect(
    answer,
    problems.map((problem) => ({
      ...problem,
      message: `${problem.message} after an update of ${Object.keys({ ...named, ...last }).join(', ')} with ${mask}=${query[mask]}`,
    })),
  )
}
