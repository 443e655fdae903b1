import type { Sender } from '../../suite/suite.ts'
import type { ApiOperation } from '../../document/api-document.ts'
import { type Answer, isRefusal, isSuccess } from '../session/exchange.ts'
import { standsOnce } from '../../resource/stands-with-parent.ts'
import { isAction } from '../../resource/is-action.ts'
import { whyNotWritten } from '../session/why-not-written.ts'
import type { Member } from '../session/member.ts'
import { NotVerified } from '../session/not-verified.ts'
import { mustBeShared } from '../change/own-singleton.ts'
import { expectUnchanged } from './expect-unchanged.ts'
import { needsCredentials, type SecuredRequest, securedRequests } from './secured-requests.ts'
import { statusProblems } from '../send/status-problem.ts'
import type { World } from '../world/world.ts'

/** A sender who is refused, and the expected answers. */
export interface RefusedSender {
  readonly as: Sender
  /** The statuses of a refusal. */
  readonly statuses: readonly (401 | 403 | 404)[]
  readonly what: string
  /** True where a read and an update say enough: what refuses them refuses all. */
  readonly few?: true
  /** True for a sender who may read. */
  readonly mayRead?: true
}

/**
 * Sends a request of each operation that needs credentials as a sender who is to be refused. Looks whether a refused write has changed
 * anything.
 * @throws NotVerified where the document asks for no credentials.
 */
export async function expectRefusals(refused: RefusedSender, world: World): Promise<void> {
  if (isAction(world.resource)) return expectRefusedAction(refused, world)
  const member = whyNotWritten(world.resource, world) === undefined ? await world.fresh() : await world.some()
  if (refused.mayRead === true) await mustBeShared(member, refused.as, world)
  const before = await world.readOf(member)
  if (before !== undefined && !isSuccess(before))
    throw new NotVerified(`the owner is answered ${before.status} here too`)
  const all = securedRequests(member, world).filter(({ writes }) => writes || refused.mayRead !== true)
  const requests = refused.few === true ? fewOf(all) : all
  let isRefused = true
  for (const { asked } of requests) {
    const answer = await world.send({ ...asked, as: refused.as })
    const what = `${asked.operation.method} ${refused.what}`
    const allowed = statusesAt(asked.operation, refused)
    const problems = statusProblems(answer, allowed, { what, ...levelOf(asked.operation, answer) })
    isRefused = world.expect(answer, problems) && isRefused
  }
  const isCreate = refused.few !== true && (await expectRefusedCreate(refused, member, world))
  if (requests.length === 0 && !isCreate) throw new NotVerified('the document asks for no credentials here')
  if (before === undefined || !isSuccess(before) || !requests.some(({ writes }) => writes)) return
  const isUnchanged = await expectUnchanged(member, { before, how: refused.what }, world)
  if (isRefused && isUnchanged && member.claim !== undefined && !standsOnce(world.resource, world.model))
    world.leave([member])
}

/** The first request that reads, and the first that writes. */
function fewOf(all: readonly SecuredRequest[]): readonly SecuredRequest[] {
  return [all.find(({ writes }) => !writes), all.find(({ writes }) => writes)].filter((one) => one !== undefined)
}

/** An action at a member that a reader does not see may be not found. */
async function expectRefusedAction({ as, statuses, what, mayRead }: RefusedSender, world: World): Promise<void> {
  const operation = world.operation(world.resource.create?.operation ?? '')
  if (!needsCredentials(operation)) throw new NotVerified('the document asks for no credentials here')
  const { answer } = await world.create({ ...(await world.body()), as })
  const allowed = mayRead === true ? [...statuses, 404] : statuses
  const described = `${operation.method} ${what}`
  const level = mayRead === true && mayBeForReaders(operation, world) ? { level: 'should' as const } : {}
  world.expect(answer, statusProblems(answer, allowed, { what: described, ...levelOf(operation, answer), ...level }))
}

/** True for an action that documents no 403 where other writes do: it may only ask, so that a reader may send it. */
function mayBeForReaders({ responses }: ApiOperation, { document }: World): boolean {
  if (FORBIDDEN.some((status) => Object.hasOwn(responses, status))) return false
  return document.operations.some(({ method, responses: others }) => method !== 'GET' && Object.hasOwn(others, '403'))
}

const FORBIDDEN = ['403', '4XX', 'default']

async function expectRefusedCreate(refused: RefusedSender, member: Member, world: World): Promise<boolean> {
  const { as, what } = refused
  const { create } = world.resource
  if (create === undefined || member.claim === undefined || !needsCredentials(world.operation(create.operation)))
    return false
  const { answer } = await world.create({ ...(await world.body()), as })
  const operation = world.operation(create.operation)
  const allowed = statusesAt(operation, refused)
  world.expect(answer, statusProblems(answer, allowed, { what: `a create ${what}`, ...levelOf(operation, answer) }))
  return true
}

/** A caller without permission may be told that there is no such member, where the document has no other refusal for it or says so. */
function statusesAt({ responses }: ApiOperation, { statuses, mayRead }: RefusedSender): RefusedSender['statuses'] {
  const { 404: missing } = responses
  if (mayRead !== true || missing === undefined) return statuses
  const hasOther = Object.hasOwn(responses, '401') || Object.hasOwn(responses, '403')
  return hasOther && !PERMISSION.test(missing.description ?? '') ? statuses : [...statuses, 404]
}

const PERMISSION =
  /\b(?:permi(?:ssions?|tted)|authori[sz]ed|privileges?|allowed|may not|(?:no|without|lacks?) access|access (?:to|rights?))\b/i

/** A refusal with another status is a warning where the document states 4XX for all refusals, and neither 401 nor 403. */
function levelOf({ responses }: ApiOperation, answer: Answer): { readonly level?: 'should' } {
  const isOpen = Object.hasOwn(responses, '4XX') && !Object.hasOwn(responses, '401') && !Object.hasOwn(responses, '403')
  return isOpen && isRefusal(answer) ? { level: 'should' } : {}
}
