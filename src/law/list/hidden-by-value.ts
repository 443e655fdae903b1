import { saysLeftOut } from '../../document/says/says-left-out.ts'
import { saysListsState, saysRemovesOldest } from '../../document/says/says-lists-state.ts'
import { isObject } from '../../json/pointer.ts'
import { holdsWord } from '../body/words.ts'
import type { World } from '../world/world.ts'
import { wordsOfList } from './words-of-list.ts'
import type { Member } from '../session/member.ts'
import { holdsMember } from './list-membership.ts'

/**
 * True if a list may hide the missing members by a value, such as `archived`: a flag or a listed value. Each missing member has the value,
 * and no shown member does.
 */
export function isHiddenByValue(missing: readonly unknown[], shown: readonly unknown[]): boolean {
  const [first] = missing
  if (!isObject(first) || shown.length === 0) return false
  return Object.entries(first).some(
    ([name, value]) =>
      isTrait(value) &&
      missing.every((one) => valueOf(one, name) === value) &&
      shown.every((one) => isTrait(valueOf(one, name)) && valueOf(one, name) !== value),
  )
}

/** True if a list may hide the missing members by a value that was sent; see `isHiddenByValue`. */
export function areHiddenByValue(missing: readonly Member[], shown: readonly Member[]): boolean {
  return isHiddenByValue(
    missing.map(({ sent }) => sent),
    shown.map(({ sent }) => sent),
  )
}

/** The reason why a list that may leave out all members tells nothing; see `mayLeaveOutAll`. */
export const LEFT_OUT = 'the list leaves out some members by its description, and shows none of the run'

/** True if a list that leaves out some members by its description, such as drafts, shows none of the run: a new one may be a draft. */
export function mayLeaveOutAll(shown: readonly unknown[], members: readonly Member[], world: World): boolean {
  return (
    wordsOfList(world).some((words) => saysLeftOut(words) || saysListsState(words)) &&
    !members.some((member) => holdsMember(shown, member, world))
  )
}

/** True for a list of members in a state that a new one may reach later, by its description. */
export function listsState(world: World): boolean {
  return wordsOfList(world).some(saysListsState)
}

/** True for a create that may remove the oldest member, by its description. */
export function removesOldest({ resource, operation }: World): boolean {
  return saysRemovesOldest(operation(resource.create?.operation ?? '').description)
}

/** The reason why a list after a create that may remove the oldest member tells nothing. */
export const OLDEST_REMOVED = 'a create may remove the oldest member by its description'

/** True for a member with a flag or a listed value. */
export function hasTrait(member: unknown): boolean {
  return isObject(member) && Object.values(member).some(isTrait)
}

function valueOf(member: unknown, name: string): unknown {
  return isObject(member) ? member[name] : undefined
}

/** A flag, or a text without a word of the run that is no date: a listed value. */
function isTrait(value: unknown): boolean {
  if (typeof value !== 'string') return typeof value === 'boolean'
  return !holdsWord(value) && !/^\d{4}-\d\d-\d\d/.test(value)
}
