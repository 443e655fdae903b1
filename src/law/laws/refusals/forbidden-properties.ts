import { isDeepStrictEqual } from 'node:util'
import { objectOf } from '../../../json/list-of.ts'
import { formatPointer, isObject, parsePointer, valueAt, withValueAt } from '../../../json/pointer.ts'
import type { UpdateFacts } from '../../../resource/model.ts'
import { short } from '../../compare/compare-member.ts'
import { changedMember, type Changing } from '../../change/changed-member.ts'
import { bodiesOf, memberIn, withMember } from '../../body/wrapped-member.ts'
import { documentsRefusedWrites } from '../../body/documents-refusal.ts'
import { type Answer, isLater, isSuccess } from '../../session/exchange.ts'
import { all, makes, shows } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { type Problem, shouldUnless } from '../../session/problem.ts'
import { ownParameters } from '../../body/paths.ts'
import { contentOf } from '../../body/request-body.ts'
import { secretPointers } from '../../send/secrets-of.ts'
import { memberSchema } from '../../world/optional-properties.ts'
import type { World } from '../../world/world.ts'
import { takesChanges } from '../../../resource/takes-changes.ts'
import { isValidBy } from '../../body/validators.ts'

/** The objects of a body that get a property more in a create, as a count. */
const MOST = 3

/** A closed schema is closed. */
export const forbiddenProperties: Law = {
  id: 'forbidden-properties',
  level: 'must',
  text: 'A property that the schema of a body forbids is refused with a 4xx status, and is not shown later.',
  source: 'JSON Schema 2020-12, section 10.3.2.3 (additionalProperties)',
  needs: all(makes, shows),
  async check(world) {
    let judged = await holdCreate(world)
    const draft = await draftOf(world)
    const found = world.resource.updates.filter((facts) => extraOf({ member: draft, facts }, world) !== undefined)
    const member = found.length === 0 ? draft : await world.fresh()
    for (const facts of found) {
      const { changed, extra, isForbidden } = extraOf({ member, facts }, world) ?? {}
      if (changed === undefined || extra === undefined || isForbidden === undefined) continue
      judged = true
      const answer = await world.update(member, extra.value, { facts })
      await hold(answer, { ...extra, member }, world)
      await holdOfCreate({ changed, facts, member, isForbidden }, world)
    }
    if (!judged) throw new NotVerified('the document forbids no property of a body')
  },
}

/** A member that is not written: it tells what an update would send. */
async function draftOf(world: World): Promise<Member> {
  const { resource } = world
  const [parent, created, claim] = [undefined, undefined, undefined]
  if (resource.singleton === true || resource.create === undefined)
    return { resource, parent, above: [], own: [], sent: {}, created, claim }
  const { above, own = [], body } = await world.body()
  return { resource, parent, above, own, sent: memberIn(body, resource), created, claim }
}

interface Forbidden {
  readonly changed: Readonly<Record<string, unknown>>
  readonly extra: Extra
  readonly isForbidden: (value: unknown) => boolean
}

/** An update with a property that its schema forbids; undefined where there is none. */
function extraOf({ member, facts }: Changing, world: World): Forbidden | undefined {
  const changed = takesChanges(facts) ? undefined : changedMember({ member, facts }, world)
  const content = contentOf(world.operation(facts.operation), facts.media)
  const isForbidden = (value: unknown): boolean =>
    isInvalid(withMember(undefined, value, bodiesOf(world.resource, facts)), content?.schema, world)
  const extra = changed === undefined ? undefined : withExtras(changed, isForbidden, world)[0]
  return changed === undefined || extra === undefined ? undefined : { changed, extra, isForbidden }
}

async function holdCreate(world: World): Promise<boolean> {
  const { create } = world.resource
  if (create === undefined) return false
  const content = contentOf(world.operation(create.operation))
  for (let index = 0; index < MOST; index += 1) {
    const asked = await world.body()
    const whole = (value: unknown): unknown => withMember(asked.body, value, world.resource)
    const isForbidden = (value: unknown): boolean => isInvalid(whole(value), content?.schema, world)
    const extra = withExtras(memberIn(asked.body, world.resource), isForbidden, world)[index]
    if (extra === undefined) return index > 0
    const { answer, member } = await world.create({ ...asked, body: whole(extra.value) })
    await hold(answer, { ...extra, member }, world)
  }
  return true
}

function isInvalid(body: unknown, schema: Parameters<World['validators']>[0] | undefined, world: World): boolean {
  return !isValidBy(body, schema ?? true, world.validators)
}

interface Extra {
  /** The member with a property that its schema forbids. */
  readonly value: unknown
  readonly name: string
  /** The place of the object that has it, as a pointer in the member. */
  readonly at: string
}

/** A property more in each object of a valid member whose schema forbids it, the outermost first. */
function withExtras(member: unknown, isForbidden: (value: unknown) => boolean, { word }: World): readonly Extra[] {
  if (!isObject(member) || isForbidden(member)) return []
  // A server may drop the property, so it holds no word by which a clean-up would look for the member.
  const name = word().replace(/^w/, 'x')
  return objectsIn(member, '')
    .toSorted((one, other) => depthOf(one) - depthOf(other))
    .map((at) => ({ value: withValueAt(member, `${at}/${name}`, 'unexpected'), name, at }))
    .filter(({ value }) => isForbidden(value))
}

/** The objects in a value, as pointers; of a list, the first item. */
function objectsIn(value: unknown, at: string): readonly string[] {
  if (Array.isArray(value)) return objectsIn(value[0], `${at}/0`)
  if (!isObject(value)) return []
  return [at, ...Object.entries(value).flatMap(([name, inner]) => objectsIn(inner, at + formatPointer([name])))]
}

function depthOf(pointer: string): number {
  return parsePointer(pointer).length
}

async function hold(
  answer: Answer,
  { name, at, member }: Extra & { readonly member: Member | undefined },
  world: World,
): Promise<void> {
  if (!isSuccess(answer) || isLater(answer)) {
    world.expect(answer, [])
    return
  }
  const shown = member === undefined ? undefined : await world.read(member)
  const isKept = shown !== undefined && isSuccess(shown) && shown.text.includes(name)
  const isDocumented = documentsRefusedWrites(world.resource, world.document)
  const problem: Problem = {
    signature: isKept ? 'kept' : 'accepted',
    message: `expected a refusal of /${name} in ${at === '' ? 'the member' : at}, which the schema forbids, got ${answer.status} (${answer.asked})${isKept ? ', and a read shows it' : ''}`,
    at: 'status',
    expected: '4xx',
    actual: answer.status,
    // Frameworks often drop what they do not know, whatever the document says.
    ...shouldUnless(isKept && isDocumented),
    ...(isKept ? {} : { isOfApi: true as const }),
  }
  world.expect(answer, [problem])
}

interface Updating {
  readonly changed: Readonly<Record<string, unknown>>
  readonly facts: UpdateFacts
  readonly member: Member
  readonly isForbidden: (value: unknown) => boolean
}

/** The properties of a create that an update forbids, and that one may change all the same, as a count. */
const MOST_OF_CREATE = 2

/** An update does not change what its schema forbids, and only a create may set. */
async function holdOfCreate({ changed, facts, member, isForbidden }: Updating, world: World): Promise<void> {
  const { resource } = world
  if (resource.create === undefined) return
  const other = memberIn((await world.body({ variant: 1 })).body, resource)
  const before = world.shown(await world.read(member))
  // Another key names another member, and what names others is held by other laws.
  const apart = new Set([
    ...ownParameters(resource).map(({ pointer }) => pointer),
    ...Object.keys(resource.refers),
    ...secretPointers(resource),
    ...resource.server,
  ])
  const isDocumented = documentsRefusedWrites(resource, world.document)
  const named = objectOf(memberSchema({ ...facts, own: member.own }, world)['properties'])
  const names = Object.keys(isObject(other) ? other : {}).filter((name) => {
    const [old, value] = [before, other].map((one) => (isObject(one) ? one[name] : undefined))
    const isOther =
      !apart.has(formatPointer([name])) &&
      old !== undefined &&
      typeof value !== 'object' &&
      !isDeepStrictEqual(old, value)
    return isOther && !Object.hasOwn(named, name) && isForbidden({ ...changed, [name]: value })
  })
  for (const name of names.slice(0, MOST_OF_CREATE)) {
    const value = isObject(other) ? other[name] : undefined
    const updated = await world.update(member, { ...changed, [name]: value }, { facts })
    if (!isSuccess(updated) || isLater(updated)) continue
    const answer = await world.read(member)
    const now = valueAt(world.shown(answer), formatPointer([name]))
    const problem: Problem = {
      signature: 'changed',
      message: `expected /${name} to stay as it was created, since the schema of ${updated.asked} forbids it, got ${short(now)}`,
      at: `body#${world.resource.wrap?.value.answer ?? ''}/${name}`,
      expected: valueAt(before, formatPointer([name])),
      actual: now,
      ...shouldUnless(isDocumented),
    }
    world.expect(answer, isDeepStrictEqual(now, value) ? [problem] : [])
  }
}
