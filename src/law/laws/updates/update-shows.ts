import { parsePointer } from '../../../json/pointer.ts'
import type { UpdateFacts } from '../../../resource/model.ts'
import { placesIn } from '../../body/places-in.ts'
import { contentOf } from '../../body/request-body.ts'
import { schemaAt } from '../../body/schema-at.ts'
import { bodiesOf } from '../../body/wrapped-member.ts'
import { changedMember } from '../../change/changed-member.ts'
import { namesState } from '../../../resource/shape/state-names.ts'
import { all, isPartial, makes, updates, shows } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { isLater, isSuccess } from '../../session/exchange.ts'
import { freshOfEachKind } from '../../world/kinds.ts'
import type { Member } from '../../session/member.ts'
import { statusProblems } from '../../send/status-problem.ts'
import type { World } from '../../world/world.ts'
import { updateAnew } from '../../change/update-anew.ts'
import { takesChanges } from '../../../resource/takes-changes.ts'

/** An update is read back. */
export const updateShows: Law = {
  id: 'update-shows',
  level: 'must',
  text: 'An updated member is read with the values of the update.',
  source: 'RFC 9110, section 9.3.4',
  needs: all(makes, shows, updates),
  async check(world) {
    for await (const member of freshOfEachKind(world)) if (!(await holdUpdates(member, world))) return
    await holdStates(world)
  },
}

/** Returns false after a finding. */
async function holdUpdates(member: Member, world: World): Promise<boolean> {
  let isFine = true
  for (const facts of world.resource.updates) {
    const { sent: changed, answer: updated, refused } = (await updateAnew({ member, facts }, world)) ?? {}
    if (changed === undefined || updated === undefined) continue
    // The document does not say which properties a JSON Patch may set.
    const first = refused === undefined || refused.status === 409 ? updated : refused
    if (!takesChanges(facts))
      world.expect(first, statusProblems(first, ['2xx'], { what: 'a valid update', level: 'should' }))
    if (!isSuccess(updated) || isLater(updated)) continue
    const answer = await world.read(member)
    if (!world.expect(answer, statusProblems(answer, ['2xx'], { what: 'a read of an updated member' }))) return false
    if (!world.expect(answer, world.compare(changed, world.shown(answer)))) isFine = false
  }
  return isFine
}

/** The most states that are set, as a count. */
const MOST_STATES = 6

/**
 * Sets each listed state of a member in turn, and the first one again: values that belong to a state come and go with it. A state may be refused
 * after another one. Nothing is sent where a state may keep a member from its delete.
 */
async function holdStates(world: World): Promise<void> {
  const { resource } = world
  const facts = resource.updates.find((one) => !takesChanges(one))
  const found = facts === undefined ? undefined : statesIn(facts, world)
  if (facts === undefined || found === undefined || resource.singleton === true || !isAlwaysDeleted(world)) return
  const member = await world.fresh()
  const { name, states } = found
  const others = isPartial(facts) ? {} : changedMember({ member, facts }, world)
  if (others === undefined) return
  for (const state of [...states, ...states.slice(0, 1)]) {
    const updated = await world.update(member, { ...others, [name]: state }, { facts })
    if (!isSuccess(updated) || isLater(updated)) continue
    const answer = await world.read(member)
    if (!world.expect(answer, statusProblems(answer, ['2xx'], { what: 'a read of an updated member' }))) return
    if (!world.expect(answer, world.compare({ [name]: state }, world.shown(answer)))) return
  }
}

/** The property at the top of an update that lists states, and these. */
function statesIn(
  facts: UpdateFacts,
  { resource, document, operation }: World,
): { readonly name: string; readonly states: readonly string[] } | undefined {
  const { schema = true } = contentOf(operation(facts.operation), facts.media) ?? {}
  const inner = schemaAt(schema, bodiesOf(resource, facts).wrap?.value.request ?? '', document.schemas) ?? true
  return placesIn(inner, document.schemas, () => 'alone').flatMap(({ at, schema: { enum: listed } }) => {
    const states = Array.isArray(listed) ? listed.filter((one) => typeof one === 'string') : []
    const [name = ''] = parsePointer(at)
    return namesState(name) && states.length > 1 && states.length <= MOST_STATES ? [{ name, states }] : []
  })[0]
}

/** True for a resource whose members are deleted in each state, as far as the document says. */
function isAlwaysDeleted({ resource, operation }: World): boolean {
  if (resource.delete === undefined) return false
  const { responses, description = '' } = operation(resource.delete.operation)
  const isRefused = ['400', '409', '422', '423'].some((status) => Object.hasOwn(responses, status))
  return !isRefused && !/\b(?:only|state|status|unless|cannot)\b/i.test(description)
}
