import { bodySearches } from '../../resource/infer/body-searches.ts'
import { filtersOf } from '../list/filters-of.ts'
import { holdsMember } from '../list/list-membership.ts'
import { searchWorld } from '../list/search-world.ts'
import { type Answer, isSuccess } from '../session/exchange.ts'
import type { Member } from '../session/member.ts'
import type { World } from '../world/world.ts'

/** The filtered lists that a stranger asks for, as a count. */
const MOST = 4

/** A list that a stranger filters by a value of the member does not show the member: a filter may leave out whose members they are. */
export async function holdFilters(member: Member, world: World): Promise<void> {
  const { list } = world.resource
  if (list === undefined) return
  const operation = world.operation(list.operation)
  for (const { name, values } of filtersOf([member], world).slice(0, MOST)) {
    const query = { [name]: String(values[0]) }
    const answer = await world.send({ operation, path: member.above, query, as: 'stranger' })
    const { at, members } = { at: world.itemsAt(answer), members: isSuccess(answer) ? world.itemsOf(answer) : [] }
    expectHidden({ answer, at, members, what: `list by ${name}` }, member, world)
  }
}

/** A search by POST without a condition, by a stranger, shows no member of the run. */
export async function holdSearches(member: Member, world: World): Promise<void> {
  for (const search of bodySearches(world.resource, world.document)) {
    const { walk, itemsAt } = searchWorld(search, world, { as: 'stranger' })
    const { members, last } = await walk(member.above)
    const found = isSuccess(last) ? members : []
    expectHidden({ answer: last, at: itemsAt(last), members: found, what: 'search' }, member, world)
  }
}

/** The members that a stranger is shown, and in words what shows them. */
interface Shown {
  readonly answer: Answer
  readonly at: string
  readonly members: readonly unknown[]
  readonly what: string
}

function expectHidden({ answer, at, members, what }: Shown, member: Member, world: World): void {
  const name = member.own.join('/')
  const problem = {
    signature: 'found-by-stranger',
    message: `expected no member ${name} in the ${what} of a stranger, got it`,
    at,
    expected: 'no such member',
    actual: name,
  }
  world.expect(answer, holdsMember(members, member, world) ? [problem] : [])
}
