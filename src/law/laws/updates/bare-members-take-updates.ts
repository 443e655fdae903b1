import { createSchema } from '../../body/create-schema.ts'
import { isDeepStrictEqual } from 'node:util'
import { objectOf } from '../../../json/list-of.ts'
import { formatPointer, isObject, parsePointer } from '../../../json/pointer.ts'
import type { UpdateFacts } from '../../../resource/model.ts'
import { flatten } from '../../body/flatten-schema.ts'
import { isImmutable } from '../../body/is-immutable.ts'
import { ownParameters } from '../../body/paths.ts'
import { schemaAt } from '../../body/schema-at.ts'
import { without } from '../../body/without.ts'
import { wordsIn } from '../../body/words.ts'
import { memberIn, withMember } from '../../body/wrapped-member.ts'
import { changedMember } from '../../change/changed-member.ts'
import type { Part } from '../../change/changed-part.ts'
import { structuresFirst } from '../../change/structures-first.ts'
import { isTaken, withRequired } from '../../change/with-required.ts'
import { short } from '../../compare/compare-member.ts'
import { isRefusal, isSuccess, isLater } from '../../session/exchange.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { type Problem, shouldUnless } from '../../session/problem.ts'
import { all, creates, isPartial, updates, shows } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { memberSchema } from '../../world/optional-properties.ts'
import { isMap } from '../../world/properties-within.ts'
import type { World } from '../../world/world.ts'
import { isValidBy } from '../../body/validators.ts'

/** The server makes the list or the map that a create leaves out. A server that makes none, or one for all members, fails at the first update. */
export const bareMembersTakeUpdates: Law = {
  id: 'bare-members-take-updates',
  level: 'must',
  text: 'A member that was created with its required properties alone is read with the values of an update, and a later member without these properties has none of the values.',
  source: 'RFC 9110, section 9.3.4',
  needs: all(creates, shows, updates),
  async check(world) {
    const { updates: found } = world.resource
    const facts = found.find(({ effect }) => effect?.value === 'merge') ?? found.find((one) => !isPartial(one))
    if (facts === undefined) throw new NotVerified('the contract has no update by a member or a part of one')
    const member = await createBare(world)
    const { taken, last } = await updateBare(member, facts, world)
    if (!(await expectShown(member, last, world))) return
    const later = await createBare(world)
    const { created } = later
    const isShown = created !== undefined && showsMember(world.shown(created), later.sent)
    const answer = isShown ? created : await world.read(later)
    world.expect(answer, sharedBy({ member, later, taken }, world.shown(answer), world))
  },
}

/** A member without the properties that the document lets a create leave out, but for its keys. */
async function createBare(world: World): Promise<Member> {
  const { resource, validators } = world
  const asked = await world.body()
  const member = memberIn(asked.body, resource)
  const schema = createSchema(world)
  const isValid = (one: unknown): boolean => isValidBy(withMember(asked.body, one, resource), schema, validators)
  if (!isObject(member)) throw new NotVerified('the member is no object')
  const keys = new Set(ownParameters(resource).flatMap(({ pointer }) => parsePointer(pointer ?? '').slice(0, 1)))
  const optional = Object.keys(member).filter((name) => !keys.has(name) && isValid(without(member, [name])))
  const bare = without(member, optional)
  if (optional.length === 0 || !isValid(bare)) throw new NotVerified('the document requires each property of a create')
  const created = await world.create({ ...asked, body: withMember(asked.body, bare, resource) })
  if (isRefusal(created.answer)) world.expect(created.answer, [])
  const there = await world.arrived(created)
  if (there === undefined)
    throw new NotVerified(`a create without ${optional.join(', ')} was answered ${created.answer.status}`)
  return there
}

/** The properties that are updated one by one where an update of all is refused, as a count. */
const MOST_ALONE = 5

/** The values that updates have accepted, and the last update. Of two properties that exclude each other, the second may clear the first. */
interface Taken {
  readonly taken: Part
  readonly last: Part
}

/** Gives a member other values for what it was created without. */
async function updateBare(member: Member, facts: UpdateFacts, world: World): Promise<Taken> {
  const changed = changedMember({ member, facts }, world)
  const added = Object.keys(changed ?? {}).filter((name) => !isObject(member.sent) || !Object.hasOwn(member.sent, name))
  const open = added
    .filter((name) => mayChange(name, facts, world))
    .toSorted(structuresFirst((name) => changed?.[name]))
  if (changed === undefined || open.length === 0)
    throw new NotVerified('an update has no property that a create may leave out')
  const attempts = [open, ...(open.length > 1 ? open.slice(0, MOST_ALONE).map((name) => [name]) : [])]
  const accepted: Part[] = []
  let status = 0
  for (const names of attempts) {
    const told = Object.fromEntries(names.map((name) => [name, changed[name]]))
    const body = isPartial(facts)
      ? withRequired(told, { member, facts }, world)
      : { ...without(changed, added), ...told }
    if (!isTaken(body, facts, world)) continue
    const updated = await world.update(member, body, { facts })
    status = updated.status
    // Another law tells a server error: here it shows nothing more.
    if (status >= 500) world.expect(updated, [])
    if (isSuccess(updated) && !isLater(updated)) accepted.push(told)
    if (names === open && isSuccess(updated)) break
  }
  const last = accepted.at(-1)
  if (last === undefined) throw new NotVerified(`an update of such a member was answered ${status}`)
  return { taken: Object.assign({}, ...accepted) as Part, last }
}

/** True for a property that an update may change. One that merges its entries into a map leaves those of a fresh member, which has none. */
function mayChange(name: string, facts: UpdateFacts, world: World): boolean {
  const { schemas } = world.document
  const own = flatten(schemaAt(memberSchema(facts, world), formatPointer([name]), schemas) ?? true, schemas)
  const isMerged = own['x-merged'] === true && isMap(own)
  return (isMerged || own['x-kept'] !== true) && !isImmutable(own)
}

async function expectShown(member: Member, taken: Part, world: World): Promise<boolean> {
  const answer = await world.read(member)
  if (!isSuccess(answer)) throw new NotVerified(`the read was answered ${answer.status}`)
  return world.expect(answer, world.compare(taken, world.shown(answer), world.resource.read?.operation))
}

function showsMember(shown: unknown, sent: unknown): boolean {
  return isObject(shown) && Object.keys(objectOf(sent)).some((name) => Object.hasOwn(shown, name))
}

interface Pair {
  readonly member: Member
  readonly later: Member
  readonly taken: Part
}

/** The values of the first member that a later one shows, in properties that both creates left out. */
function sharedBy({ member, later, taken }: Pair, shown: unknown, world: World): readonly Problem[] {
  const [first, now] = [member.created === undefined ? {} : world.shown(member.created), shown].map(objectOf)
  return Object.entries(taken).flatMap(([name, value]): readonly Problem[] => {
    const own = now?.[name]
    if (Object.hasOwn(objectOf(later.sent), name) || own === undefined) return []
    const text = JSON.stringify(own)
    const hasWord = wordsIn(JSON.stringify(value)).some((word) => text.includes(word))
    // A list without words is told by what the first member had in its place.
    const isCopy = typeof value === 'object' && isDeepStrictEqual(own, value)
    const isOther = isCopy && first?.[name] !== undefined && !isDeepStrictEqual(first[name], own)
    if (!hasWord && !isOther) return []
    return [
      {
        signature: 'shared',
        message: `expected nothing of another member at /${name} of a member that was created without it, got ${short(own)}, as an update has left it there`,
        at: `body#${world.resource.wrap?.value.answer ?? ''}${formatPointer([name])}`,
        expected: first?.[name] ?? 'nothing',
        actual: own,
        ...shouldUnless(hasWord),
      },
    ]
  })
}
