import { isDeepStrictEqual } from 'node:util'
import { isObject } from '../../../json/pointer.ts'
import type { UpdateFacts } from '../../../resource/model.ts'
import { operationWithId } from '../../body/paths.ts'
import { freshApartFromDefaults } from '../../change/apart-from-defaults.ts'
import { changedParts } from '../../change/changed-part.ts'
import { isLater, isSuccess } from '../../session/exchange.ts'
import { maskOf } from '../../world/update-mask.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { all, lacking, makes, type Need, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'

const masks: Need = ({ updates }, _, document) =>
  updates.some(({ operation }) => maskOf(operationWithId(document, operation), document) !== undefined)
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
    let reason: string | undefined
    let judged = 0
    for (const facts of world.resource.updates) {
      const mask = maskOf(world.operation(facts.operation), world.document)?.name
      if (mask === undefined) continue
      const open = await holdMask(facts, mask, world)
      if (open === undefined) judged += 1
      reason ??= open
    }
    if (judged === 0) throw new NotVerified(reason ?? 'no update has a mask')
  },
}

/** Sends three changed properties, or two, and names all but the last of them. Returns the reason where nothing can be judged. */
async function holdMask(facts: UpdateFacts, mask: string, world: World): Promise<string | undefined> {
  const member = await freshApartFromDefaults(world)
  const before = world.shown(await world.read(member))
  const parts = changedParts({ member, facts }, world).filter((part) =>
    Object.keys(part).every((name) => isObject(before) && before[name] !== undefined),
  )
  const sent = parts.slice(0, 3)
  const last = sent.at(-1)
  if (sent.length < 2 || last === undefined || !isObject(before))
    return 'the document does not say enough to change two properties of a member'
  const named = Object.assign({}, ...sent.slice(0, -1)) as Readonly<Record<string, unknown>>
  const query = { [mask]: Object.keys(named).join() }
  const updated = await world.update(member, { ...named, ...last }, { facts, query })
  if (!isSuccess(updated) || isLater(updated)) return `an update with ${mask} was answered ${updated.status}`
  const kept = Object.fromEntries(Object.keys(last).map((name) => [name, before[name]]))
  const answer = await world.read(member)
  const shown = world.shown(answer)
  const isChanged = Object.keys(named).some((name) => isObject(shown) && !isDeepStrictEqual(shown[name], before[name]))
  if (!isChanged) return `an update with ${mask} changed none of the properties that it names`
  const problems = world.compare({ ...named, ...kept }, shown)
  world.expect(
    answer,
    problems.map((problem) => ({
      ...problem,
      message: `${problem.message} after an update of ${Object.keys({ ...named, ...last }).join(', ')} with ${mask}=${query[mask]}`,
    })),
  )
  return undefined
}
