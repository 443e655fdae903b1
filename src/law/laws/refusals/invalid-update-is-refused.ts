import { objectOf } from '../../../json/list-of.ts'
import { formatPointer, parsePointer, valueAt, withValueAt } from '../../../json/pointer.ts'
import { type Changing, changedMember } from '../../change/changed-member.ts'
import { bodiesOf, withMember } from '../../body/wrapped-member.ts'
import { all, isMergePatch, isPartial, makes, updates } from '../../world/facts.ts'
import { documentsRefusedWrites } from '../../body/documents-refusal.ts'
import { type InvalidBody, invalidBodies } from '../../world/invalid-bodies.ts'
import { freshOfEachKind } from '../../world/kinds.ts'
import type { Law } from '../../world/law.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { ownParameters } from '../../body/paths.ts'
import { bodyOfKey } from '../../body/body-of-key.ts'
import { contentOf } from '../../body/request-body.ts'
import { schemaAt } from '../../body/schema-at.ts'
import { flatten } from '../../body/flatten-schema.ts'
import { isJson } from '../../../resource/shape/body-schema.ts'
import { takesChanges } from '../../../resource/takes-changes.ts'
import type { UpdateFacts } from '../../../resource/model.ts'
import { isSuccess } from '../../session/exchange.ts'
import { acceptedProblems } from '../../send/status-problem.ts'
import { boundedNumber } from '../../compare/bounded-value.ts'
import { MOST_OF } from '../../world/choose-sites.ts'
import { gapValues } from '../../world/gap-values.ts'
import { turnedOrders } from '../../world/turned-orders.ts'
import type { World } from '../../world/world.ts'

/** The invalid bodies that are sent by each update where `--runs` names no other count. */
const MOST = MOST_OF.update

/** An update with an invalid body is refused. */
export const invalidUpdateIsRefused: Law = {
  id: 'invalid-update-is-refused',
  level: 'must',
  text: 'An update with a body that breaks the schema of the document is refused with a 4xx status.',
  source: 'OpenAPI 3.1, section 4.8.13 (Request Body Object)',
  needs: all(makes, updates),
  async check(world) {
    let judged = 0
    for await (const member of freshOfEachKind(world)) judged += await holdUpdates(member, world)
    if (judged === 0) throw new NotVerified('the document does not say what an update refuses')
  },
}

/** Returns the count of what was judged. */
async function holdUpdates(member: Member, world: World): Promise<number> {
  const isDocumented = documentsRefusedWrites(world.resource, world.document)
  let judged = 0
  for (const facts of world.resource.updates) {
    const accepted = withMember(undefined, member.sent, bodiesOf(world.resource, facts))
    const bodies = invalidBodies(
      { ...facts, own: member.own, accepted, after: 0.5, bounds: 0.5 },
      world,
      world.runs ?? MOST,
    )
    const { resource, document } = world
    const { own } = member
    const content = bodyOfKey(world.operation(facts.operation), { resource, document, own, media: facts.media })
    // A mistake beside a wrapped member is not sent.
    const isSent = ({ value }: InvalidBody): boolean =>
      world.validators(content?.schema ?? true)?.(withMember(undefined, value, bodiesOf(world.resource, facts)))
        .length !== 0
    const broken = bodies.flatMap((one) => judgedBody(one, { member, facts }, world)).filter(isSent)
    for (const { value, at, rule, mayBeRead } of broken) {
      world.tried().updated.add(`${facts.operation} ${parsePointer(at)[0] ?? ''}`)
      const answer = await world.update(member, value, { facts, raw: true })
      judged += 1
      // A required property that an update leaves out may stay as it is.
      const isLenient = !isDocumented || mayBeRead || rule.startsWith('required')
      const level = isLenient ? 'should' : undefined
      world.expect(
        answer,
        acceptedProblems(answer, { what: `a body that breaks ${rule}`, rule: rule.split(' ')[0] ?? '', level }),
      )
    }
    judged += await holdOrders({ member, facts }, world)
    judged += await holdGaps({ member, facts }, world)
    // A server that looks for a property without a look at the type fails here. It may take the body as an update of nothing.
    if (isDocumented && isJson(content?.media ?? '') && !takesChanges(facts))
      await world.update(member, null, { facts, bytes: NULL })
  }
  return judged
}

/** Sends updates that turn an order of two values. Returns the count of what was judged. */
async function holdOrders({ member, facts }: Changing, world: World): Promise<number> {
  const turned = turnedOrders(member.sent, { ...facts, isPartial: isPartial(facts) }, world)
  for (const { changes, at, isOfCreate } of turned) {
    const answer = await world.update(member, changes, { facts })
    if (isOfCreate && isSuccess(answer) && !(await isStored(member, changes, world))) continue
    const level = documentsRefusedWrites(world.resource, world.document) ? undefined : 'should'
    world.expect(answer, acceptedProblems(answer, { what: `a body that breaks order at ${at}`, rule: 'order', level }))
  }
  return turned.length
}

/** Sends updates with a number between two alternatives of its schema. Returns the count of what was judged. */
async function holdGaps({ member, facts }: Changing, world: World): Promise<number> {
  const changed = takesChanges(facts) ? undefined : changedMember({ member, facts }, world)
  const gaps = gapValues(changed, { ...facts, own: member.own }, world)
  for (const { name, at, value } of gaps) {
    const answer = await world.update(member, { ...changed, [name]: value }, { facts, raw: true })
    const level = documentsRefusedWrites(world.resource, world.document) ? undefined : 'should'
    world.expect(answer, acceptedProblems(answer, { what: `a body that breaks anyOf at ${at}`, rule: 'anyOf', level }))
  }
  return gaps.length
}

/** True where a read shows the changes, which are numbers, days and times. */
async function isStored(member: Member, changes: object, world: World): Promise<boolean> {
  const after = await world.readOf(member)
  const shown = after !== undefined && isSuccess(after) ? objectOf(world.shown(after)) : {}
  return Object.entries(changes).every(
    ([name, value]) => shown[name] !== undefined && boundedNumber(shown[name]) === boundedNumber(value),
  )
}

const NULL = new TextEncoder().encode('null')

/** True for an update that merges, or may: it may leave out a property whatever the schema requires. */
function mayLeaveOut(facts: UpdateFacts): boolean {
  return isPartial(facts) || facts.effect?.value === 'replace-or-keep'
}

/** True for a place in a property of which the document says that updates ignore what is sent. */
function isIgnored(at: string, facts: UpdateFacts, world: World): boolean {
  const whole = contentOf(world.operation(facts.operation), facts.media)?.schema ?? true
  const { schemas } = world.document
  const own = schemaAt(whole, formatPointer(parsePointer(at).slice(0, 1)), schemas)
  return own !== undefined && flatten(own, schemas)['x-ignored'] === true
}

/**
 * The body under the key of the member, since an update may rename it. Nothing where the key itself is broken, where a property is left
 * out that may be, and where it is ignored.
 */
function judgedBody(body: InvalidBody, { member, facts }: Changing, world: World): readonly InvalidBody[] {
  if (isIgnored(body.at, facts, world)) return []
  const { resource } = world
  // A merge patch leaves what it does not name, at any depth (RFC 7396).
  const mayLack = mayLeaveOut(facts) && (parsePointer(body.at).length === 1 || isMergePatch(facts))
  if (body.rule.startsWith('required') && mayLack) return []
  let { value } = body
  for (const [index, { pointer }] of ownParameters(resource).entries()) {
    if (pointer === undefined || valueAt(value, pointer) === undefined) continue
    if (body.at === pointer) return []
    value = withValueAt(value, pointer, valueAt(member.sent, pointer) ?? member.own[index])
  }
  return [{ ...body, value }]
}
