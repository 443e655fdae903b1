import { isDeepStrictEqual } from 'node:util'
import { type BoundParameter, boundParameter, boundsWithin, namesBound } from '../../list/bound-parameter.ts'
import { holdAfterUpdate } from '../../list/bound-after-update.ts'
import { holdWithoutValue } from '../../list/bound-without-value.ts'
import { boundProblems } from '../../list/bound-problems.ts'
import { boundValues } from '../../list/bound-values.ts'
import { conditionOfBound, conditionOfFilter } from '../../list/condition.ts'
import { holdTogether, type OfRun } from '../../list/conditions-together.ts'
import { filtersOf } from '../../list/filters-of.ts'
import { isSuccess } from '../../session/exchange.ts'
import { all, creates, listsAll } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import type { World } from '../../world/world.ts'

/** The bounds that are sent, as a count. */
const MOST = 4

/** A query parameter such as `minPrice` bounds the property `price`. A should where the name alone says so. */
export const boundsHold: Law = {
  id: 'bounds-hold',
  level: 'must',
  text: 'A list with a query parameter that is a bound of a property, such as minPrice, shows the members within the bound, and no others.',
  source: 'the document: a query parameter has the name of a property beside a word such as min',
  needs: all(creates, listsAll),
  async check(world) {
    const { parameters } = world.operation(world.resource.list?.operation ?? '')
    if (
      !parameters.some(
        ({ in: place, name, style }) => place === 'query' && (namesBound(name) || style === 'deepObject'),
      )
    )
      throw new NotVerified('no query parameter has the name of a bound')
    const members = await world.several()
    const above = members[0]?.above ?? []
    const whole = await world.walk(above)
    const own = whole.members.filter((one) => isOwn(one, members, world))
    const bounds = parameters.flatMap((parameter) => {
      const bound = boundParameter(parameter, own[0], world.document)
      return bound === undefined ? boundsWithin(parameter, own[0], world.document) : [bound]
    })
    let judged = 0
    for (const bound of bounds.slice(0, MOST)) {
      if (!whole.complete) continue
      for (const value of boundValues(own, bound)) {
        const walk = await world.walk(above, { query: { [bound.name]: value } })
        if (!isSuccess(walk.last)) continue
        judged += 1
        // The first page is the same for each way to the next one.
        const { answer, members: shown } = walk.pages[0] ?? { answer: walk.last, members: walk.members }
        const first = boundProblems(
          { walk: { ...walk, members: shown, last: answer, complete: false }, own, bound, value },
          world,
        )
        if (first.length > 0) world.expect(answer, first)
        else world.expect(walk.last, boundProblems({ walk, own, bound, value }, world))
      }
    }
    for (const bound of bounds.slice(0, MOST)) {
      judged += await holdAfterUpdate(bound, members, world)
      if (whole.complete) judged += await holdWithoutValue(bound, { members, own }, world)
    }
    if (whole.complete) judged += await holdPairs(bounds, { members, own, above }, world)
    if (judged === 0) throw new NotVerified('no list within a bound has several values to compare')
  },
}

/** The pairs of conditions that are sent, as a count. */
const MOST_PAIRS = 4

/**
 * Two bounds that the document states, and one with a filter that it states, show only what both would show. Returns the count of what was
 * judged.
 */
async function holdPairs(
  bounds: readonly BoundParameter[],
  { members, ...run }: OfRun & { readonly members: readonly Member[] },
  world: World,
): Promise<number> {
  const within = bounds
    .filter(({ isStated }) => isStated)
    .flatMap((bound) => conditionOfBound(bound, run.own) ?? [])
    .slice(0, MOST)
  const [filter] = filtersOf(members, world)
    .filter(({ isStated }) => isStated)
    .flatMap((one) => conditionOfFilter(one) ?? [])
  const pairs = within.flatMap((one, index) => within.slice(index + 1).map((other) => [one, other] as const))
  const beside = filter === undefined ? [] : within.slice(0, 2).map((one) => [one, filter] as const)
  let judged = 0
  for (const pair of [...pairs.slice(0, MOST_PAIRS - beside.length), ...beside])
    judged += await holdTogether(pair, run, world)
  return judged
}

function isOwn(shown: unknown, members: readonly Member[], world: World): boolean {
  const keys = world.keysOf(shown)
  return members.some(({ own }) => isDeepStrictEqual(keys, own))
}
