import { valueAt } from '../../json/pointer.ts'
import { isSuccess } from '../session/exchange.ts'
import type { Problem } from '../session/problem.ts'
import type { World } from '../world/world.ts'
import type { FilterCondition } from './condition.ts'

/** The members of the run, as the list shows them without a condition, and the values above them. */
export interface OfRun {
  readonly own: readonly unknown[]
  readonly above: readonly string[]
}

/** A condition and the value that it is asked with. */
type Asked = readonly [FilterCondition, string]

/**
 * Asks for two conditions together, each once with the value that leaves members out beside a value of the other that keeps such a member.
 * One may be lost beside the other. The list shows only what both keep, and all of it. Returns the count of what was judged.
 */
export async function holdTogether(
  pair: readonly [FilterCondition, FilterCondition],
  run: OfRun,
  world: World,
): Promise<number> {
  let judged = 0
  for (const [one, other] of [pair, [pair[1], pair[0]] as const]) {
    const value = other.loose(run.own.find((member) => one.keeps(member, one.tight) === false))
    if (value === undefined) continue
    const asked: readonly Asked[] = [
      [one, one.tight],
      [other, value],
    ]
    judged += await hold(asked, run, world)
  }
  return judged
}

async function hold(asked: readonly Asked[], { own, above }: OfRun, world: World): Promise<number> {
  const query = Object.fromEntries(asked.map(([{ name }, value]) => [name, value]))
  const { last, members, complete } = await world.walk(above, { query })
  if (!isSuccess(last)) return 0
  const shown = new Set(members.map((member) => JSON.stringify(world.keysOf(member))))
  const words = asked.map(([{ name }, value]) => `${name}=${value}`).join('&')
  const beyond = asked.flatMap(([condition, value]): readonly Problem[] => {
    const other = members.find((member) => condition.keeps(member, value) === false)
    return other === undefined ? [] : [problemOf(condition, other, { words, at: world.itemsAt(last) })]
  })
  const lost = own.find(
    (member) =>
      asked.every(([{ keeps }, value]) => keeps(member, value) === true) &&
      !shown.has(JSON.stringify(world.keysOf(member))),
  )
  const names = asked.map(([{ name }]) => name)
  const missing: Problem = {
    signature: `lost-by-${names.toSorted().join('-and-')}`,
    message: `expected the member ${(world.keysOf(lost) ?? []).join('/')} for ${words}, got none with its key`,
    at: world.itemsAt(last),
    expected: asked.map(([{ at }]) => valueAt(lost, at)),
    actual: 'no such member',
  }
  world.expect(last, lost === undefined || !complete ? beyond : [...beyond, missing])
  return 1
}

function problemOf(
  { name, at }: FilterCondition,
  other: unknown,
  { words, at: items }: { readonly words: string; readonly at: string },
): Problem {
  return {
    signature: `beside-another-${name}`,
    message: `expected only members for ${words}, as both hold, got one with ${String(valueAt(other, at))} at ${at}`,
    at: `${items}${at}`,
    expected: words,
    actual: valueAt(other, at),
  }
}
