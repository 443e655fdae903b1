import type { ApiParameter } from '../../document/api-document.ts'
import { valueAt } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'
import { flatten } from '../body/flatten-schema.ts'
import { ownValuesIn } from '../send/address-of.ts'
import { isSuccess } from '../session/exchange.ts'
import type { Member } from '../session/member.ts'
import type { Problem } from '../session/problem.ts'
import type { Walk } from '../walk/walk-list.ts'
import { lookUntil } from '../world/look-until.ts'
import type { World } from '../world/world.ts'
import { filterPlace } from './filter-place.ts'
import { FILTERS, RANGE } from './filter-words.ts'
import { sameKey } from './list-membership.ts'

/** A member before and after an action. */
interface Acted {
  readonly member: Member
  readonly old: unknown
  readonly now: unknown
  /** The request of the action in words. */
  readonly asked: string
}

/** A query parameter that filters by a property, and two of its values. */
interface Changed {
  readonly name: string
  readonly at: Pointer
  readonly before: unknown
  readonly after: unknown
}

/** The filters that are asked after an action, as a count. */
const MOST = 2

/**
 * After an action, the list with a filter by a listed value or a flag that has changed shows the member under its new value. It does not
 * show the member under the old one. The list without the filter has to show the member with the new value.
 */
export async function holdFilters(acted: Acted, world: World): Promise<void> {
  const { member, asked } = acted
  const changed = changedFilters(acted, world).slice(0, MOST)
  if (changed.length === 0) return
  const find = (walk: Walk): unknown => shownIn(walk, member, world)
  const plain = await walkBy({}, member, world)
  for (const { name, at, before, after } of changed) {
    if (valueAt(find(plain), at) !== after) continue
    const key = member.own.join('/')
    for (const [value, isWanted] of [
      [after, true],
      [before, false],
    ] as const) {
      const isRight = (walk: Walk): boolean => !walk.complete || (find(walk) !== undefined) === isWanted
      const walk = await lookUntil(() => walkBy({ [name]: String(value) }, member, world), isRight, world)
      if (!isSuccess(walk.last)) break
      const where = `for ${name}=${String(value)} after ${asked}`
      const problem: Problem = {
        signature: `${isWanted ? 'not-under-new' : 'under-old'}-${name}`,
        message: isWanted ? `expected ${key} ${where}, got other members` : `expected no ${key} ${where}, got it`,
        at: 'body#',
        expected: isWanted ? key : `no ${key}`,
        actual: isWanted ? walk.members.length : key,
      }
      world.expect(walk.last, isRight(walk) ? [] : [problem])
    }
  }
}

function walkBy(query: Readonly<Record<string, string>>, { above, resource }: Member, world: World): Promise<Walk> {
  return world.walk(above, { list: resource.list ?? { operation: '' }, query })
}

/** The member as a list shows it. */
function shownIn({ members }: Walk, member: Member, world: World): unknown {
  const keysOf = (shown: unknown): readonly string[] | undefined => ownValuesIn(shown, member.resource)
  return sameKey(members, member, { ...world, keysOf })[0]
}

/** The parameters that filter, by their description, by a property that the action has changed. */
function changedFilters({ member: { resource }, old, now }: Acted, world: World): readonly Changed[] {
  if (resource.list === undefined) return []
  return world.operation(resource.list.operation).parameters.flatMap((parameter): readonly Changed[] => {
    const { in: place, name, description = '' } = parameter
    const at = filterPlace(name, now)
    if (place !== 'query' || at === undefined || RANGE.test(description) || !FILTERS.test(description)) return []
    const [before, after] = [valueAt(old, at), valueAt(now, at)]
    return before !== after && [before, after].every((one) => isListed(one, parameter, world))
      ? [{ name, at, before, after }]
      : []
  })
}

/** True for a value that the parameter lists, and for a flag. */
function isListed(value: unknown, { schema }: ApiParameter, { document }: World): boolean {
  const { enum: listed, type } = flatten(schema, document.schemas)
  if (typeof value === 'boolean') return [type].flat().includes('boolean')
  return Array.isArray(listed) && listed.includes(value)
}
