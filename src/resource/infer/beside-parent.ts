import { inferWithin, namesAbove, type Placed } from './infer-within.ts'
import type { Within } from '../model.ts'
import type { Roles } from '../shape/roles.ts'
import { SHARED_NAMES, plainName } from '../../words/words.ts'

interface Known extends Placed {
  readonly subject: { readonly roles: Roles }
}

/**
 * The resource whose keys are the last path parameter of what is read and updated, and neither made, listed nor deleted: that of environments for
 * `/flags/{flagKey}/settings/{environmentKey}`. It stands beside the other parents, and what is read stands once below both. Undefined elsewhere.
 */
export function besideParent(
  { name, candidate, subject: { roles } }: Known,
  all: readonly Known[],
  { within, bound }: { readonly within: readonly Within[]; readonly bound: readonly string[] },
): Extract<Within, { readonly resource: string }> | undefined {
  const { keys, parts } = candidate
  const [parameter, ...others] = keys
  const isMore = roles.create !== undefined || roles.list !== undefined || roles.delete !== undefined
  if (parameter === undefined || others.length > 0 || isMore || parts.length === 0) return undefined
  if (roles.read === undefined || roles.updates.length === 0 || bound.includes(parameter)) return undefined
  const above = new Set(namesAbove({ within }))
  const found = all.filter(
    (other) =>
      other.name !== name &&
      other.isMakeable &&
      !above.has(other.name) &&
      isKeyOf(parameter, other) &&
      namesAbove({ within: inferWithin(other, all, bound) }).every((one) => above.has(one)),
  )
  const [only, ...more] = found
  const [own] = only?.key.parameters ?? []
  return only === undefined || own === undefined || more.length > 0
    ? undefined
    : { resource: only.name, parameters: { [parameter]: own } }
}

/** True for `{environmentKey}` where a path of environments has it, and for `{environment}`. */
function isKeyOf(parameter: string, { name, key }: Placed): boolean {
  const [own, ...others] = key.parameters
  if (own === undefined || others.length > 0) return false
  return (own === parameter && !SHARED_NAMES.test(parameter)) || plainName(parameter) === plainName(name)
}
