import type { ApiDocument } from '../../../document/api-document.ts'
import type { Model, Pointer, Resource } from '../../../resource/model.ts'
import { singular, wordsOf } from '../../../words/words.ts'
import { createdSchemaAt, createSchema } from '../../body/create-schema.ts'
import { flatten, type FlatSchema } from '../../body/flatten-schema.ts'
import { parentOf } from '../../body/paths.ts'
import { schemaAt } from '../../body/schema-at.ts'
import { isSurelyValidBy } from '../../body/validators.ts'
import { memberIn, withMember } from '../../body/wrapped-member.ts'
import { removeNow } from '../../change/remove-now.ts'
import { updateTakes } from '../../change/update-takes.ts'
import { acceptedProblems } from '../../send/status-problem.ts'
import { isLater } from '../../session/exchange.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified, unlessNotVerified } from '../../session/not-verified.ts'
import { withArticle } from '../../session/noun.ts'
import { all, creates, isPartial, lacking, type Need } from '../../world/facts.ts'
import { keysNamedBy, keysOf, withKeysOfOthers } from '../../world/keys-of-others.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'

/** A property that names a member, and what its description demands of that member. */
interface Bound {
  readonly pointer: Pointer
  readonly to: Resource
  /** True where the member stands below the same parent. */
  readonly isBeside: boolean
  /** True where the member must not be deleted. */
  readonly isNotDeleted: boolean
}

const hasBounds: Need = (resource, model, document) =>
  boundsOf(resource, { model, document }).length === 0
    ? lacking('property of which it says that it names no deleted member, or one below the same parent')
    : { holds: true, certainty: 'sure' }

/** What a body names is below the same parent, and not deleted, where the document says so. */
export const referenceKeepsItsBounds: Law = {
  id: 'reference-keeps-its-bounds',
  level: 'must',
  text: 'A create or an update that names a deleted member, or one below another parent, is refused with a 4xx status where the document says so of the property.',
  source: 'the document: a description such as "It must exist in the same site and must not be deleted"',
  needs: all(creates, hasBounds),
  isRare: true,
  async check(world) {
    let judged = 0
    for (const bound of boundsOf(world.resource, world)) {
      const wrong = [bound.isBeside ? foreignOf : undefined, bound.isNotDeleted ? deletedOf : undefined]
      for (const make of wrong) {
        const named = make === undefined ? undefined : await unlessNotVerified(() => make(bound, world))
        if (named === undefined) continue
        judged += await holdWrites(bound, named, world)
      }
    }
    if (judged === 0) throw new NotVerified('no member could be made that a body must not name')
  },
}

function boundsOf(
  resource: Resource,
  { model, document }: { readonly model: Model; readonly document: ApiDocument },
): readonly Bound[] {
  const { create, refers } = resource
  if (create === undefined) return []
  const schema = createdSchemaAt({ resource, document }) ?? true
  const parent = parentOf(resource, model)
  return Object.entries(refers).flatMap(([pointer, { value }]): readonly Bound[] => {
    const to = model.resources[value]
    if (to === undefined || pointer.includes('*')) return []
    const own: FlatSchema = flatten(schemaAt(schema, pointer, document.schemas) ?? true, document.schemas)
    const { 'x-same-parent': said } = own
    const noun = typeof said === 'string' ? singular(said) : undefined
    const isOfParent = parent !== undefined && wordsOf(parent.name).map(singular).at(-1) === noun
    const isBeside = isOfParent && parentOf(to, model) === parent
    const isNotDeleted = own['x-not-deleted'] === true && to.delete !== undefined
    return isBeside || isNotDeleted ? [{ pointer, to, isBeside, isNotDeleted }] : []
  })
}

/** A member that a body must not name, in words. */
interface Named {
  readonly member: Member
  readonly words: string
}

/** A member below another parent. */
async function foreignOf({ to }: Bound, world: World): Promise<Named | undefined> {
  const parent = await world.otherParent()
  const created = await world.create(await world.body({ resource: to, parent }))
  const member = await world.arrived(created)
  return member === undefined
    ? undefined
    : { member, words: `${withArticle(to.name)} below another ${parent.resource.name}` }
}

/** A member that was named by a body, and is deleted. */
async function deletedOf({ to }: Bound, world: World): Promise<Named | undefined> {
  const { refersTo = [] } = await world.body({ namesOwn: true })
  const member = refersTo.find(({ resource, claim }) => resource === to && claim !== undefined)
  if (member === undefined) return undefined
  await removeNow(member, world)
  return { member, words: `a deleted ${to.name}` }
}

/** Sends a create and updates that name the member. Returns the count of what was judged. */
async function holdWrites(bound: Bound, { member: named, words }: Named, world: World): Promise<number> {
  const { resource, document, validators } = world
  const keys = keysOf(new Map([[bound.pointer, named]]), document)
  const asked = await world.body()
  const valid = memberIn(asked.body, resource)
  if (keysNamedBy(valid, resource).get(bound.pointer) === undefined) return 0
  const isValid = (member: unknown): boolean =>
    isSurelyValidBy(withMember(asked.body, member, resource), createSchema(world), validators)
  const wrong = withKeysOfOthers(valid, { keys, isValid })
  if (JSON.stringify(wrong) === JSON.stringify(valid)) return 0
  const { answer } = await world.create({ ...asked, body: withMember(asked.body, wrong, resource) })
  const expectRefusal = (from: typeof answer, what: string): boolean =>
    world.expect(
      from,
      isLater(from) ? [] : acceptedProblems(from, { what: `${what} that names ${words} at ${bound.pointer}` }),
    )
  if (!expectRefusal(answer, 'a create')) return 1
  const facts = resource.updates.find((one) => isPartial(one) && updateTakes(one, bound.pointer, world))
  const [name = ''] = bound.pointer.slice(1).split('/')
  const value =
    typeof wrong === 'object' && wrong !== null ? (wrong as Readonly<Record<string, unknown>>)[name] : undefined
  if (facts === undefined || value === undefined) return 1
  const member = await world.fresh()
  expectRefusal(await world.update(member, { [name]: value }, { facts }), 'an update')
  return 2
}
