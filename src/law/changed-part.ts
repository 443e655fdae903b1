import { isObject } from '../json/pointer.ts'
import { changedMember, type Changing } from './changed-member.ts'
import { NotVerified } from './not-verified.ts'
import { refersToOthers } from './refers-to-others.ts'
import type { World } from './world.ts'

/**
 * One property of a member with another value, for an update that merges.
 * @throws NotVerified where no single property can be changed.
 */
export function changedPart(changing: Changing, world: World): Readonly<Record<string, unknown>> {
  const { sent } = changing.member
  const changed = changedMember(changing, world) ?? {}
  const name = Object.keys(changed).find(
    (one) =>
      !refersToOthers(one, {}) &&
      typeof changed[one] !== 'object' &&
      isObject(sent) &&
      JSON.stringify(sent[one]) !== JSON.stringify(changed[one]),
  )
  if (name === undefined) throw new NotVerified('no single property can be changed')
  return { [name]: changed[name] }
}
