import { valueAt } from '../../json/pointer.ts'
import type { Showing } from '../../resource/infer/association-places.ts'
import type { Association } from '../../resource/infer/associations-of.ts'
import { bodyOfKeys } from '../../resource/infer/key-list.ts'
import { pathParameter } from '../body/paths.ts'
import { holdsWord } from '../body/words.ts'
import { unwrapped } from '../send/address-of.ts'
import { parameterText } from '../send/build-request.ts'
import { type Answer, isLater, isSuccess } from '../session/exchange.ts'
import { type Member, pathOf } from '../session/member.ts'
import { NotVerified } from '../session/not-verified.ts'
import { lookUntil } from '../world/look-until.ts'
import type { World } from '../world/world.ts'

/** A member, and what is associated with it: a value, or the key of another member. */
export interface Pair {
  readonly association: Association
  readonly holder: Member
  readonly key: string
  /** The other member. Undefined for a plain value. */
  readonly other: Member | undefined
  /** The places to look at: a number that counts a usual value counts the members of others too. */
  readonly places: readonly Showing[]
  /** The numbers of before, as counts: a look tells how much more a place has. */
  readonly before?: ReadonlyMap<Showing, number>
}

/** Two members of the run, or one and a value that no other member has. They are not associated. */
export async function pairOf(association: Association, world: World): Promise<Pair> {
  const holder = await world.fresh()
  const { to, places } = association
  if (to !== undefined) {
    const other = await world.freshBeside(to, holder)
    return { association, holder, other, key: other.own.at(-1) ?? '', places }
  }
  const key = valueFor(association, world, 0)
  const own = holdsWord(key) ? places : places.filter(({ count }) => count === undefined)
  return { association, holder, other: undefined, key, places: own }
}

/** A value to associate, as a text. The variant sets numbers and listed values apart. */
export function valueFor({ add, bodies, parameter }: Association, world: World, variant: number): string {
  const schema = bodies.add?.schema ?? pathParameter(add, parameter ?? '')?.schema ?? true
  return parameterText({ schema }, { schemas: world.document.schemas, word: world.word, variant })
}

/** Sends the request that adds what is associated, takes it away, or replaces all. Only bodies name more or fewer keys than one. */
export function sendAssociation(
  does: 'add' | 'remove' | 'set',
  { association, holder, key, keys = [key] }: Pair & { readonly keys?: readonly string[] },
  world: World,
): Promise<Answer> {
  const { bodies, [does]: operation = association.add } = association
  const list = bodies[does]
  if (list === undefined) return world.send({ operation, path: [...pathOf(holder), ...keys] })
  return world.send({ operation, path: pathOf(holder), body: { value: bodyOfKeys(list, keys) } })
}

/**
 * Associates the two, and takes them apart at the end, whatever happens between.
 * @throws NotVerified where the PUT is refused.
 */
export async function whileAssociated(pair: Pair, world: World, check: () => Promise<void>): Promise<void> {
  const added = await sendAssociation('add', pair, world)
  if (!isSuccess(added) || isLater(added)) throw new NotVerified(`${added.asked} was answered ${added.status}`)
  let isDone = false
  try {
    await check()
    isDone = true
  } finally {
    const removing = sendAssociation('remove', pair, world)
    // The exchange that ended the check is told, and not what it brings along.
    await (isDone ? removing : removing.catch(() => undefined))
  }
}

/** A look at a place: how often it shows what is associated, as a count. */
export interface AssociationLook {
  readonly place: Showing
  readonly answer: Answer
  readonly count: number
  /** The list in words, and its place in the answer. */
  readonly where: string
  readonly at: string
}

/** Looks at a place. Undefined where it cannot be read, or not to its end. */
export async function lookAtAssociation(
  place: Showing,
  pair: Pair,
  world: World,
): Promise<AssociationLook | undefined> {
  const { holder, other, key } = pair
  const member = place.of === 'other' ? other : holder
  if (member === undefined) return undefined
  const wanted = (place.of === 'other' ? (holder.own.at(-1) ?? '') : key).toLowerCase()
  const found = await itemsAt(place, member, world)
  if (found === undefined) return undefined
  const { items, ...rest } = found
  if (place.counts === true) return { place, ...rest, count: Number(items[0]) - (pair.before?.get(place) ?? 0) }
  const own = items.filter((item) => textOf(valueAt(item, place.key)) === wanted)
  const counts = place.count === undefined ? own.map(() => 1) : own.map((item) => valueAt(item, place.count ?? ''))
  if (!counts.every((count) => typeof count === 'number')) return undefined
  return { place, ...rest, count: counts.reduce((sum, count) => sum + count, 0) }
}

type Found = Pick<AssociationLook, 'answer' | 'where' | 'at'> & { readonly items: readonly unknown[] }

async function itemsAt({ of, at, counts }: Showing, member: Member, world: World): Promise<Found | undefined> {
  if (typeof at !== 'string') {
    const walk = await world.walk(of === 'none' ? member.above : pathOf(member), { list: at })
    if (!walk.complete || !walk.pages.every(({ answer }) => isSuccess(answer))) return undefined
    return { items: walk.members, answer: walk.last, where: walk.last.asked, at: `body#${at.items?.value ?? ''}` }
  }
  const answer = await world.readOf(member)
  const value =
    answer !== undefined && isSuccess(answer) ? valueAt(unwrapped(answer.json, member.resource), at) : undefined
  const items = counts === true && typeof value === 'number' ? [value] : value
  if (answer === undefined || !Array.isArray(items)) return undefined
  const place = `body#${member.resource.wrap?.value.answer ?? ''}${at}`
  return { items: items as unknown[], answer, where: `${at} of the ${member.resource.name}`, at: place }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value).toLowerCase() : undefined
}

/** Looks at a place until it shows the count. */
export function settledAt(
  place: Showing,
  { pair, count }: { readonly pair: Pair; readonly count: number },
  world: World,
): Promise<AssociationLook | undefined> {
  return lookUntil(
    () => lookAtAssociation(place, pair, world),
    (seen) => seen === undefined || seen.count === count,
    world,
  )
}
