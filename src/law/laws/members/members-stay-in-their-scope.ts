import { isDeepStrictEqual } from 'node:util'
import { isObject } from '../../../json/pointer.ts'
import { parametersAbove, standsBelow } from '../../body/above.ts'
import { short } from '../../compare/compare-member.ts'
import { all, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { isSuccess } from '../../session/exchange.ts'
import { listedElsewhere } from '../../list/list-membership.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { statusProblems } from '../../send/status-problem.ts'
import { whyNotWritten } from '../../session/why-not-written.ts'
import type { World } from '../../world/world.ts'

/** A member is not read in a scope that is not its own. */
export const membersStayInTheirScope: Law = {
  id: 'members-stay-in-their-scope',
  level: 'must',
  text: 'A member is neither read nor listed below another value of the path parameter that holds it.',
  source: 'RFC 3986, section 1.2.3',
  needs: all(reads),
  onlyReads: true,
  async check(world) {
    const scopes = world.resource.within.flatMap((one) => ('scope' in one ? [one.scope] : []))
    if (scopes.length === 0) throw new NotVerified('the contract has no scope')
    const member = await world.some()
    // The scope that a person names another value of; else the outermost.
    const scope = scopes.find((one) => world.otherScopes[one] !== undefined) ?? scopes[0] ?? ''
    const index = Math.max(0, parametersAbove(world.resource, world.document).indexOf(parameterOf(scope, world)))
    const unknown =
      world.otherScopes[scope] ?? world.model.scopes[scope]?.unknown ?? unknownLike(member.above[index] ?? '')
    // A language or a version is no owner of members: another one may show the same member.
    if (unknown === undefined) throw new NotVerified('the value of the scope is no id')
    const isOther = world.otherScopes[scope] !== undefined
    const elsewhere = member.above.with(index, unknown)
    if (world.resource.singleton === true && isOther) return holdSingleton(elsewhere, world)
    if (standsBelow(world.resource.read?.operation, member, world)) {
      const answer = await world.read({ above: elsewhere, own: member.own })
      const what = 'a read of a member in another scope'
      if (!world.expect(answer, statusProblems(answer, ['4xx'], { what }))) return
    }
    const { list } = world.resource
    if (list?.items === undefined || !standsBelow(list.operation, member, world)) return
    const { last, members } = await world.walk(elsewhere)
    world.expect(last, isSuccess(last) ? listedElsewhere(members, member, { where: 'in another scope', world }) : [])
  },
}

/** The path parameter of a scope of the resource. */
function parameterOf(scope: string, { resource }: World): string {
  return resource.within.flatMap((one) => ('scope' in one && one.scope === scope ? [one.parameter] : []))[0] ?? ''
}

/** The singleton of another scope is another one: it shows none of what is written here. */
async function holdSingleton(above: readonly string[], world: World): Promise<void> {
  if (whyNotWritten(world.resource, world) !== undefined) throw new NotVerified('another scope has one of its own')
  const before = await world.read({ above, own: [] })
  const { sent } = await world.fresh()
  const after = await world.read({ above, own: [] })
  const [first, now] = [world.shown(before), world.shown(after)]
  if (!isObject(sent) || !isObject(now) || !isSuccess(after)) return void world.expect(after, [])
  const leaked = Object.keys(sent).find(
    (name) =>
      isDeepStrictEqual(now[name], sent[name]) && !(isObject(first) && isDeepStrictEqual(first[name], now[name])),
  )
  const problem = {
    signature: 'written-in-another-scope',
    message: `expected another scope as it was, got ${short(sent[leaked ?? ''])} at /${leaked ?? ''}: a write here has changed it`,
    at: `body#/${leaked ?? ''}`,
    expected: isObject(first) ? first[leaked ?? ''] : 'nothing',
    actual: sent[leaked ?? ''],
  }
  world.expect(after, leaked === undefined ? [] : [problem])
}

/** An id of the same form that most likely nothing has; undefined for a text that is no id. */
function unknownLike(id: string): string | undefined {
  if (!/^(?:\d{5,}|[\da-f-]{20,})$/i.test(id)) return undefined
  const turned = id.replaceAll(/\d/g, (digit) => String((Number(digit) + 5) % 10))
  return turned.replace(/^0/, '4')
}
