import { stateAfter } from '../../document/says/says-state-after.ts'
import { isObject, valueAt } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'
import { short } from '../compare/compare-member.ts'
import type { Member } from '../session/member.ts'
import { type Problem, shouldUnless } from '../session/problem.ts'
import type { World } from '../world/world.ts'
import { isStateOf, mayAskOnly } from './state-of-action.ts'
import { refusalsOf } from './state-words.ts'
import { listedIn } from './state-writes.ts'

/** A property, and the listed state to which an action leads. */
export interface Goal {
  readonly at: Pointer
  readonly state: string
  /** True where the description of the action names the state, and no body that it needs may ask for less. */
  readonly isStated: boolean
}

/**
 * The properties that list a state after the action, and that have another one. That is the state that its description names, or that the
 * action is named after, such as `closed` of `close`. By its name alone, an action without a refusal for another state may succeed there
 * without an effect. One with a body may do a part.
 */
export function goalsOf({ resource }: Member, old: unknown, { resource: action, ...world }: World): readonly Goal[] {
  const operation = world.operation(action.create?.operation ?? '')
  if (!isObject(old)) return []
  const isNamed = !mayAskOnly(action.name) && operation.body === undefined && refusalsOf(operation).length > 0
  return listedIn(resource, world.document).flatMap(({ at, states }) => {
    const stated = stateAfter(states, operation.description)
    const [named, ...others] = isNamed ? states.filter((one) => isStateOf(action.name, one)) : []
    const state = stated ?? (others.length === 0 ? named : undefined)
    const before = valueAt(old, at)
    return typeof before === 'string' && state !== undefined && state !== before
      ? [{ at, state, isStated: stated !== undefined && operation.body?.required !== true }]
      : []
  })
}

/** A state that an action was accepted in, and has left as it was. A should where only the name of the action says what follows. */
export function unreachedIn(
  { old, now }: { readonly old: unknown; readonly now: unknown },
  goals: readonly Goal[],
  asked: string,
): readonly Problem[] {
  if (!isObject(old) || !isObject(now)) return []
  return goals
    .filter(({ at }) => valueAt(now, at) === valueAt(old, at))
    .map(({ at, state, isStated }) => ({
      signature: 'state-not-reached',
      message: `expected ${short(state)} at ${at} after ${asked}${isStated ? ', as its description says' : ''}, got ${short(valueAt(now, at))} as before`,
      at: `body#${at}`,
      expected: state,
      actual: valueAt(now, at),
      ...shouldUnless(isStated),
    }))
}
