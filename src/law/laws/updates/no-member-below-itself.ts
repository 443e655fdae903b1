import type { ApiDocument } from '../../../document/api-document.ts'
import { findOperation } from '../../../document/find-operation.ts'
import { type HierarchySaid, hierarchySaid } from '../../../document/says/says-hierarchy.ts'
import { valueAt, withValueAt } from '../../../json/pointer.ts'
import type { Pointer, Resource } from '../../../resource/model.ts'
import { takesChanges } from '../../../resource/takes-changes.ts'
import { wordsOf } from '../../../words/words.ts'
import { typeOf } from '../../body/flatten-schema.ts'
import { placesIn } from '../../body/places-in.ts'
import { sendValueUpdate } from '../../change/text-update.ts'
import { acceptedProblems } from '../../send/status-problem.ts'
import { isLater, isSuccess } from '../../session/exchange.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified, unlessNotVerified } from '../../session/not-verified.ts'
import { shouldUnless } from '../../session/problem.ts'
import { all, creates, lacking, type Need, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { createWith } from '../../world/create-with.ts'
import { memberSchema } from '../../world/optional-properties.ts'
import type { World } from '../../world/world.ts'

const isHierarchy: Need = (resource, _, document) =>
  saidOf(resource, document) === undefined
    ? lacking('refusal of a member that stands below itself')
    : { holds: true, certainty: 'sure' }

/** A member is not moved below itself. */
export const noMemberBelowItself: Law = {
  id: 'no-member-below-itself',
  level: 'must',
  text: 'An update that makes a member its own parent is refused, and so is one that makes it a child of its own child, where the document says so.',
  source: 'the document: a description such as "A category cannot be its own parent"',
  needs: all(creates, reads, isHierarchy),
  isRare: true,
  async check(world) {
    const said = saidOf(world.resource, world.document)
    const parent = parentPlace(world)
    if (said === undefined || parent === undefined) throw new NotVerified('no update takes the parent of a member')
    const member = await world.fresh()
    let judged = await hold({ member, above: member, what: 'itself' }, parent, world)
    if (said === 'no-cycle' && judged) {
      const child = await unlessNotVerified(() => createBelow(member, parent, world))
      if (child !== undefined) judged = await hold({ member, above: child, what: 'its own child' }, parent, world)
    }
    if (!judged) throw new NotVerified('the update of the parent has no answer yet')
  },
}

/** What the document says of members below themselves: beside the property of the parent, or at a write. */
function saidOf(resource: Resource, document: ApiDocument): HierarchySaid | undefined {
  const update = resource.updates.find((one) => !takesChanges(one))
  const writes = [update?.operation, resource.create?.operation].map((id) => findOperation(document, id))
  const texts = writes.flatMap((operation) => [
    operation?.description,
    ...['400', '409', '422'].map((status) => operation?.responses[status]?.description),
  ])
  const schemas = writes.flatMap((operation) =>
    Object.values(operation?.body?.content ?? {}).map(({ schema }) => schema),
  )
  const facts = schemas.flatMap((schema) =>
    placesIn(schema ?? true, document.schemas, () => 'alone').map((place) => place.schema['x-hierarchy']),
  )
  const said = [...texts.map(hierarchySaid), ...(facts as (HierarchySaid | undefined)[])]
  return said.find((one) => one === 'no-cycle') ?? said.find((one) => one !== undefined)
}

/** The property of an update that names the parent, and the type of its values. */
interface ParentPlace {
  readonly at: Pointer
  readonly isNumber: boolean
}

function parentPlace(world: World): ParentPlace | undefined {
  const facts = world.resource.updates.find((one) => !takesChanges(one))
  if (facts === undefined) return undefined
  const places = placesIn(memberSchema(facts, world), world.document.schemas, () => 'alone')
  const found = places.filter(({ at, schema }) => {
    const type = typeOf(schema)
    const isOfOwn = schema['x-key-of'] === wordsOf(world.resource.name).join(' ')
    return (wordsOf(at).includes('parent') || isOfOwn) && (type === 'string' || type === 'integer')
  })
  const [only] = found
  return only === undefined || found.length > 1
    ? undefined
    : { at: only.at, isNumber: typeOf(only.schema) === 'integer' }
}

function keyFor({ own }: Member, { isNumber }: ParentPlace): unknown {
  const key = own.at(-1) ?? ''
  return isNumber ? Number(key) : key
}

interface Moving {
  readonly member: Member
  readonly above: Member
  readonly what: string
}

/** An update that moves the member below another one is refused. Returns false where no update takes it, or where it is done later. */
async function hold({ member, above, what }: Moving, parent: ParentPlace, world: World): Promise<boolean> {
  const key = keyFor(above, parent)
  const updated = await sendValueUpdate(member, { [parent.at.slice(1)]: key }, world)
  if (updated === undefined || isLater(updated)) return false
  if (!isSuccess(updated)) return world.expect(updated, [])
  const isStored = valueAt(world.shown(await world.read(member)), parent.at) === key
  const rule = { what: `an update that moves a member below ${what}`, rule: 'below-itself' }
  world.expect(updated, acceptedProblems(updated, { ...rule, ...shouldUnless(isStored) }))
  return true
}

/** A member below another one. Undefined where a create does not take the parent. */
async function createBelow(above: Member, parent: ParentPlace, world: World): Promise<Member | undefined> {
  const key = keyFor(above, parent)
  const made = await createWith((sent) => withValueAt(sent, parent.at, key), world, { names: [above] })
  const child = made === undefined ? undefined : await world.arrived(made.created)
  const shown = child === undefined ? undefined : valueAt(world.shown(await world.read(child)), parent.at)
  return shown === key ? child : undefined
}
