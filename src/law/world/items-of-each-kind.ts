import { createSchema } from '../body/create-schema.ts'
import type { DocumentSchema } from '../../document/api-document.ts'
import { placesAt } from '../../json/places-at.ts'
import { valueAt, withValueAt } from '../../json/pointer.ts'
import { type ItemList, itemListsIn } from '../body/item-lists.ts'
import { plausibleValue } from '../body/plausible-value.ts'
import { contentOf } from '../body/request-body.ts'
import { schemaAt } from '../body/schema-at.ts'
import { memberIn, withMember } from '../body/wrapped-member.ts'
import { secretPointers } from '../send/secrets-of.ts'
import type { Member } from '../session/member.ts'
import type { CreateRequest } from './create-request.ts'
import { unlessNotVerified } from '../session/not-verified.ts'
import type { World } from './world.ts'
import { isValidBy } from '../body/validators.ts'

/** The items of a list that is sent with an item of each alternative, as a count. */
const MOST = 8

/** The lists of a member in a create, but for those whose items name members of others. */
export function listsOfMember({ resource, document, operation }: World): readonly ItemList[] {
  const { schema } = contentOf(operation(resource.create?.operation ?? '')) ?? {}
  const inner =
    schema === undefined ? undefined : schemaAt(schema, resource.wrap?.value.request ?? '', document.schemas)
  const named = Object.keys(resource.refers)
  return inner === undefined
    ? []
    : itemListsIn(inner, document.schemas).filter(({ at }) => !named.some((one) => one.startsWith(`${at}/*`)))
}

/** Those whose items have alternatives. */
export function listsOfKinds(world: World): readonly ItemList[] {
  return listsOfMember(world).filter(({ alternatives, most }) => alternatives.length > 1 && most > 0)
}

/**
 * The create with other items in its lists, and fresh secrets in these. Undefined where the body then breaks the document, or has no such list.
 * @param itemsFor the items of a list, of which the body has some already. Undefined: they stay
 */
export function withItems(
  asked: CreateRequest,
  itemsFor: (list: ItemList, items: readonly unknown[]) => readonly unknown[] | undefined,
  world: World,
): CreateRequest | undefined {
  const { resource, validators } = world
  const schema = createSchema(world)
  const isValid = (member: unknown): boolean => isValidBy(withMember(asked.body, member, resource), schema, validators)
  const before = memberIn(asked.body, resource)
  let member = before
  for (const list of listsOfMember(world)) {
    const items: unknown = valueAt(before, list.at)
    const other = Array.isArray(items) ? itemsFor(list, items as unknown[]) : undefined
    if (other !== undefined) member = withValueAt(member, list.at, withSecrets(list, other, world))
  }
  return member === before || !isValid(member)
    ? undefined
    : { ...asked, body: withMember(asked.body, member, resource) }
}

/** The items with a secret of its own at each place of a secret. */
function withSecrets({ at, items: schema }: ItemList, items: readonly unknown[], world: World): readonly unknown[] {
  const isValid = world.validators(schema)
  return secretPointers(world.resource)
    .filter((pointer) => pointer.startsWith(`${at}/*/`))
    .reduce((made, pointer) => {
      const inner = pointer.slice(at.length + 2)
      return made.map((item) =>
        placesAt(item, inner).reduce((one, place) => {
          const secret = withValueAt(one, place, world.secret(pointer))
          return isValid?.(secret).length === 0 ? secret : one
        }, item),
      )
    }, items)
}

/** Items of alternatives, each with values of its own. */
export function itemsOf(alternatives: readonly DocumentSchema[], world: World, least = false): readonly unknown[] {
  const { document, word } = world
  return alternatives.map((one, index) =>
    plausibleValue(one, { schemas: document.schemas, word, variant: index + 1, least }),
  )
}

/** The create with an item of each alternative in each list. */
export function withEachKind(asked: CreateRequest, world: World): CreateRequest | undefined {
  return withItems(
    asked,
    ({ alternatives, most }) =>
      alternatives.length < 2 || most < 2 ? undefined : itemsOf(alternatives.slice(0, Math.min(most, MOST)), world),
    world,
  )
}

/**
 * A member whose lists have an item of each alternative. Undefined where the target refuses it, or has refused one before: whatever it takes is
 * noted for later bodies.
 */
export async function memberOfEachKind(world: World): Promise<Member | undefined> {
  const known = world.kindsOfItems()
  const asked = known.areTaken === false ? undefined : withEachKind(await world.body({ variant: 1 }), world)
  const member = asked === undefined ? undefined : await arrivedOf(asked, world)
  known.areTaken = member !== undefined
  return member
}

/** The number of alternatives of which a list has room for an item. All of them: Infinity. */
export function roomForKinds(world: World): number {
  const short = listsOfKinds(world).filter(({ alternatives, most }) => alternatives.length > Math.min(most, MOST))
  return Math.min(...short.map(({ most }) => Math.min(most, MOST)))
}

/**
 * Members whose lists have items of one alternative alone, a member for each alternative.
 * @param from the index of the first alternative that other members do not have
 */
export async function* membersOfOneKind(from: number, world: World): AsyncGenerator<Member> {
  const count = Math.max(0, ...listsOfKinds(world).map(({ alternatives }) => alternatives.length))
  for (let index = from; index < Math.min(count, from + MOST_ALONE); index += 1) {
    const ofOne = ({ alternatives, least }: ItemList): readonly unknown[] | undefined =>
      alternatives.length < 2
        ? undefined
        : itemsOf(
            Array.from({ length: Math.max(1, least) }, () => alternatives[index] ?? alternatives[0] ?? true),
            world,
          )
    const asked = withItems(await world.body({ variant: 1 }), ofOne, world)
    const member = asked === undefined ? undefined : await arrivedOf(asked, world)
    if (member !== undefined) yield member
  }
}

/** The members of one alternative alone, as a count. */
const MOST_ALONE = 2

async function arrivedOf(asked: CreateRequest, world: World): Promise<Member | undefined> {
  const created = await unlessNotVerified(() => world.create(asked))
  return created === undefined ? undefined : world.arrived(created)
}
