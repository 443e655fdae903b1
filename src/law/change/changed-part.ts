import { isObject } from '../../json/pointer.ts'
import { changedMember, type Changing, USUAL } from './changed-member.ts'
import { wordsOf } from '../../words/words.ts'
import { NotVerified } from '../session/not-verified.ts'
import { refersToOthers } from '../body/refers-to-others.ts'
import type { World } from '../world/world.ts'

/** Some properties of a member. */
export type Part = Readonly<Record<string, unknown>>

/**
 * One property of a member with another value, for an update that merges.
 * @throws NotVerified where no single property can be changed.
 */
export function changedPart(changing: Changing, world: World): Part {
  const part = changedParts(changing, world).find((one) => Object.values(one).every((value) => !isStructure(value)))
  if (part === undefined) throw new NotVerified('no single property can be changed')
  return part
}

/** Each property of a member with another value alone: a text, a number or a flag first, then lists and maps, then the others. */
export function changedParts(changing: Changing, world: World): readonly Part[] {
  const { variant = USUAL } = changing
  const usual = othersIn(changedMember({ ...changing, variant }, world), changing)
  // A flag has two values, and the member may have the first one that is tried.
  const names =
    usual.length > 0 ? usual : othersIn(changedMember({ ...changing, variant: variant + 1 }, world), changing)
  const [first, ...others] = names.filter(([, value]) => !isStructure(value))
  const structures = names.filter(([, value]) => isStructure(value))
  return [...(first === undefined ? [] : [first]), ...structures, ...others].map(([name, value]) => ({ [name]: value }))
}

/** The properties of another member that differ from those that were sent. */
function othersIn(other: Part | undefined, { member: { sent } }: Changing): readonly (readonly [string, unknown])[] {
  return Object.entries(other ?? {}).filter(
    ([name, value]) =>
      !refersToOthers(name, {}) && isObject(sent) && JSON.stringify(sent[name]) !== JSON.stringify(value),
  )
}

/**
 * The innermost property of an object within a part, with the objects that lead to it. A merge patch of it leaves what stands beside it and
 * beside these objects. Undefined where no object of the part has two properties.
 */
export function innermostPart(part: Part): Part | undefined {
  const narrowed = narrow(part)
  return JSON.stringify(narrowed) === JSON.stringify(part) ? undefined : narrowed
}

function narrow(value: Part): Part {
  const entries = Object.entries(value)
  const [name, inner] =
    entries.find(([, one]) => isObject(one) && Object.keys(one).length > 0) ?? endOf(value) ?? entries[0] ?? []
  if (name === undefined) return value
  return { [name]: isObject(inner) ? narrow(inner) : inner }
}

/** The end of a period or of a range. A later end keeps the order, where a later begin alone would turn it. */
function endOf(value: Part): [string, unknown] | undefined {
  return Object.entries(value).find(([name, one]) => END.has(wordsOf(name)[0] ?? '') && orderOf(one) !== undefined)
}

const END = new Set(['end', 'ends', 'to', 'until', 'till', 'max', 'maximum', 'upper', 'finish', 'last'])

/**
 * True for a number or a date beside another one of the member, or of the same object. An update of it alone may turn their order, as with
 * the days of a stay.
 */
export function mayTurnOrder(part: Part, sent: unknown): boolean {
  const before = isObject(sent) ? sent : {}
  const others = Object.entries(before).filter(([name]) => !Object.hasOwn(part, name))
  return Object.entries(part).some(
    ([name, value]) =>
      (orderOf(value) !== undefined && others.some(([, other]) => orderOf(other) === orderOf(value))) ||
      (isObject(value) && isObject(before[name]) && mayTurnOrder(value, before[name])),
  )
}

function orderOf(value: unknown): 'number' | 'date' | undefined {
  if (typeof value === 'number') return 'number'
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) ? 'date' : undefined
}

function isStructure(value: unknown): boolean {
  return typeof value === 'object'
}
