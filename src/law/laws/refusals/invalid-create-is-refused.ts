import { isObject, parsePointer } from '../../../json/pointer.ts'
import { isAction } from '../../../resource/is-action.ts'
import { takesNothing } from '../../body/takes-nothing.ts'
import { isRefusal } from '../../session/exchange.ts'
import type { CreateRequest } from '../../world/create-request.ts'
import { all, creates } from '../../world/facts.ts'
import { bodiesTogether } from '../../world/bodies-together.ts'
import { type InvalidBody, invalidBodies } from '../../world/invalid-bodies.ts'
import { invalidItems } from '../../world/invalid-items.ts'
import { repeatedItems } from '../../world/repeated-items.ts'
import { gapValues } from '../../world/gap-values.ts'
import { turnedOrders } from '../../world/turned-orders.ts'
import { withOtherWords } from '../../world/with-other-words.ts'
import { listsOfKinds, memberOfEachKind, withEachKind } from '../../world/items-of-each-kind.ts'
import { kindsOf } from '../../world/kinds.ts'
import type { Law } from '../../world/law.ts'
import { documentsRefusedWrites } from '../../body/documents-refusal.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { contentOf, isBytes } from '../../body/request-body.ts'
import { memberIn, withMember } from '../../body/wrapped-member.ts'
import { underFreshKey } from '../../key/under-fresh-key.ts'
import { acceptedProblems } from '../../send/status-problem.ts'
import { holdAlternatives } from '../../refusal/hold-alternatives.ts'
import { MOST_OF } from '../../world/choose-sites.ts'
import type { World } from '../../world/world.ts'

/** A create with an invalid body is refused, and leaves nothing. */
export const invalidCreateIsRefused: Law = {
  id: 'invalid-create-is-refused',
  level: 'must',
  text: 'A create with a body that breaks the schema of the document is refused with a 4xx status.',
  source: 'OpenAPI 3.1, section 4.8.13 (Request Body Object)',
  needs: all(creates),
  async check(world) {
    if (isBytes(contentOf(world.operation(world.resource.create?.operation ?? ''))?.media ?? ''))
      throw new NotVerified('the document states no form of the body')
    if (
      isAction(world.resource) &&
      takesNothing(world.operation(world.resource.create?.operation ?? ''), world.document)
    )
      throw new NotVerified('the body of the action has no properties')
    // Shows that the target takes valid bodies here.
    const member = await world.fresh()
    const kinds = kindsOf(world)
    if (kinds.length > 1) await makeFree(member, world)
    const tried = new Set<string>()
    for (const variant of kinds) {
      const asked = await world.body({ variant })
      const key = (asked.own ?? []).join('/')
      if (!tried.has(key)) await holdCreates(asked, world)
      tried.add(key)
    }
    await holdAlternatives(world)
    if (kinds.length === 1) world.leave([member])
  },
}

/** Removes a member, so that its key is tried too. */
async function makeFree(member: Member, world: World): Promise<void> {
  await world.remove(member)
  if (world.resource.read !== undefined) await world.read(member)
}

async function holdCreates(asked: CreateRequest, world: World): Promise<void> {
  const { own = [] } = asked
  const operation = world.operation(world.resource.create?.operation ?? '')
  const isDocumented = documentsRefusedWrites(world.resource, world.document)
  // The bodies of an update break the other bounds.
  const bounds = world.resource.updates.length === 0 ? 1 : 0.5
  const about = { operation: operation.id, own, accepted: asked.body, bounds }
  const bodies = invalidBodies(about, world, world.runs ?? MOST_OF.create)
  if (bodies.length === 0) throw new NotVerified('the document does not say what a create refuses')
  const accepted = (own.length > 0 ? undefined : await ofEachKind(world)) ?? asked
  const others = [
    ...turnedBodies(asked.body, world),
    ...bodiesTogether(asked.body, world),
    ...repeatedItems(asked.body, world),
    ...gapBodies(asked, world),
    ...invalidItems(accepted.body, world),
  ]
  for (const { body, value, at, rule, mayBeRead } of [...bodies, ...others]) {
    // A key in the path stays free as long as creates are refused.
    const base = own.length > 0 ? asked : await world.body()
    const { answer } = await world.create({
      ...base,
      body: underFreshKey(withOtherWords(body, world), base.body, world),
    })
    const [name] = parsePointer(at)
    const isOfValue = name !== undefined && !mayBeRead && !OF_OTHERS.test(rule)
    if (isOfValue && isObject(value) && isRefusal(answer))
      world.tried().refused.push({ name, value: value[name], what: `a value that breaks ${rule}` })
    const level = isDocumented && !mayBeRead ? undefined : 'should'
    world.expect(
      answer,
      acceptedProblems(answer, { what: `a body that breaks ${rule}`, rule: rule.split(' ')[0] ?? '', level }),
    )
  }
}

/** Rules about a property that is missing, or that stands beside another one: they say nothing of its value. */
const OF_OTHERS = /^(?:required|exclusion|need)\b/

/** Bodies with two values in each other's place, whose order the document states. */
function turnedBodies(accepted: unknown, world: World): readonly InvalidBody[] {
  const { create, ...resource } = world.resource
  const member = memberIn(accepted, resource)
  return turnedOrders(member, { operation: create?.operation ?? '', isPartial: false }, world).map(
    ({ changes, at }) => {
      const value = { ...(member as object), ...changes }
      return { value, body: withMember(accepted, value, resource), at, rule: `order at ${at}`, mayBeRead: false }
    },
  )
}

/** Bodies with a number between two alternatives of its schema. */
function gapBodies({ body, own }: CreateRequest, world: World): readonly InvalidBody[] {
  const { create, ...resource } = world.resource
  const member = memberIn(body, resource)
  return gapValues(member, { operation: create?.operation ?? '', own }, world).map(({ name, at, value: number }) => {
    const value = { ...(member as object), [name]: number }
    return { value, body: withMember(body, value, resource), at, rule: `anyOf at ${at}`, mayBeRead: false }
  })
}

/** A create with an item of each alternative in its lists, where the target takes such a one. */
async function ofEachKind(world: World): Promise<CreateRequest | undefined> {
  if (listsOfKinds(world).length === 0) return undefined
  if (world.kindsOfItems().areTaken === undefined) await memberOfEachKind(world)
  return world.kindsOfItems().areTaken === true ? withEachKind(await world.body({ variant: 1 }), world) : undefined
}
