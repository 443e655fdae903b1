import { isDeepStrictEqual } from 'node:util'
import { objectOf } from '../../json/list-of.ts'
import { formatPointer, isObject } from '../../json/pointer.ts'
import { namesState } from '../../resource/shape/state-names.ts'
import type { UpdateFacts } from '../../resource/model.ts'
import { flatten } from '../body/flatten-schema.ts'
import { schemaAt } from '../body/schema-at.ts'
import { answerSchema } from '../compare/answer-schema.ts'
import { short } from '../compare/compare-member.ts'
import { isLater, isSuccess } from '../session/exchange.ts'
import type { Member } from '../session/member.ts'
import type { World } from '../world/world.ts'
import { changedMember, USUAL } from './changed-member.ts'

/** A member, another one that is written, and the update. */
export interface Apart {
  readonly member: Member
  readonly second: Member
  readonly facts: UpdateFacts
}

/** The updates that are tried, as a count, and those that a value has to follow: one change may be a coincidence. */
const MOST = 5
const ENOUGH = 2

/**
 * Holds a member to stay as it is while updates change another one by words of their own, such as `{ "instructions": [{ "kind": "turnOn" }] }`: what
 * they set is seen by reads alone. Only flags and listed values count, as a time or a number may be that of all members.
 */
export async function holdApart({ member, second, facts }: Apart, world: World): Promise<void> {
  let [own, other] = [await shownOf(member, world), await shownOf(second, world)]
  let follows: readonly string[] | undefined
  let rounds = 0
  for (let index = 1; index <= MOST && rounds < ENOUGH; index += 1) {
    const changed = changedMember({ member: second, facts, variant: USUAL + index }, world)
    const updated = changed === undefined ? undefined : await world.update(second, changed, { facts })
    if (updated === undefined || !isSuccess(updated) || isLater(updated)) continue
    const next = await shownOf(second, world)
    const moved = namesMoved(other, next, world)
    const answer = await world.read(member)
    const now = isSuccess(answer) ? objectOf(world.shown(answer)) : {}
    const before = own
    ;[own, other] = [now, next]
    if (moved.length === 0) continue
    rounds += 1
    const same = moved.filter(
      (name) => !isDeepStrictEqual(before[name], now[name]) && isDeepStrictEqual(now[name], next[name]),
    )
    follows = follows === undefined ? same : follows.filter((name) => same.includes(name))
    if (follows.length === 0) return void world.expect(answer, [])
    if (rounds < ENOUGH) continue
    const at = formatPointer([follows[0] ?? ''])
    const [expected, actual] = [before[follows[0] ?? ''], now[follows[0] ?? '']]
    world.expect(answer, [
      {
        signature: 'follows-other',
        message: `expected ${short(expected)} at ${at}, got ${short(actual)}: the update below ${second.above.join('/')} has changed it`,
        at: `body#${world.resource.wrap?.value.answer ?? ''}${at}`,
        expected,
        actual,
      },
    ])
  }
}

/** True where a read shows none of the properties that an update names. */
export function isUnseen(changed: Readonly<Record<string, unknown>>, shown: unknown): boolean {
  return isObject(shown) && Object.keys(changed).every((name) => !Object.hasOwn(shown, name))
}

async function shownOf(member: Member, world: World): Promise<Readonly<Record<string, unknown>>> {
  const answer = await world.read(member)
  return isSuccess(answer) ? objectOf(world.shown(answer)) : {}
}

/** The flags and listed values at the top that are other ones than before. */
function namesMoved(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  world: World,
): readonly string[] {
  const { schemas } = world.document
  const isListed = (name: string): boolean => {
    const own = schemaAt(answerSchema(world) ?? true, formatPointer([name]), schemas)
    return own !== undefined && Array.isArray(flatten(own, schemas)['enum']) && !namesState(name)
  }
  return Object.keys(after).filter((name) => {
    const [old, now] = [before[name], after[name]]
    const isFlag = typeof old === 'boolean' && typeof now === 'boolean'
    return old !== undefined && !isDeepStrictEqual(old, now) && (isFlag || isListed(name))
  })
}
