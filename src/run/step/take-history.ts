import { pageSize, itemsOf } from '../../judge/reading/page-facts.ts'
import { isDeepStrictEqual } from 'node:util'
import type { Contract } from '../../contract/contract.ts'
import { variantOf } from '../../contract/keys.ts'
import { isReadingMethod } from '../../contract/reading-method.ts'
import { isObject, valueAt } from '../../json/pointer.ts'
import { isSingle, membersIn } from '../../judge/reading/members.ts'
import { judgeExchange } from '../../judge/judge-exchange.ts'
import type { GroupState } from '../../group/group-state.ts'
import type { PlannedRequest, PlannedStep } from '../../plan/planned-case.ts'
import { isPrincipal } from '../../suite/suite.ts'
import { applyJudgement } from './apply-judgement.ts'
import { type Attempt, isOver } from '../session/attempt.ts'
import { groupOf } from './exchange.ts'
import type { ObservedExchange } from '../session/observed-exchange.ts'
import { lendId } from './lend-id.ts'
import { isMust } from '../session/property-findings.ts'
import { reasonToLeave } from './reason-to-leave.ts'
import { reasonToWithhold } from './reason-to-withhold.ts'
import { isRecognised } from './recognise-principal.ts'
import type { Session } from '../session/session.ts'
import { takeStep } from './take-step.ts'

/**
 * Takes the steps of a history, up to the first violation of a must. Steps about keys that are not the run's are left out. Each answer
 * that shows the whole list is compared with the one before: only the members that were written in between may differ.
 */
export async function takeHistory(steps: readonly PlannedStep[], attempt: Attempt, session: Session): Promise<void> {
  const groups = new Map<GroupState, Shown>()
  const reasons: string[] = []
  for (const [index, step] of steps.entries()) {
    if (isOver(attempt) || session.signal.aborted) break
    const reason = await reasonToLeaveOut(step.request, attempt, session)
    if (reason !== undefined) {
      reasons.push(reason)
      continue
    }
    const group = step.request === undefined ? undefined : groupOf(step.request, attempt)
    const observed = await takeStep(withLentId(step, group, { groups, session }), attempt, session)
    if (observed !== undefined && group !== undefined) {
      const shown = groups.get(group) ?? { look: undefined, ids: new Map<string, KnownId>() }
      groups.set(group, shown)
      compareLooks(observed, { shown, group, attempt })
    }
    noteFailures(attempt, { steps: index + 1, observed })
    if (attempt.findings.some(isMust)) break
  }
  if (reasons.length < steps.length) return
  // Nothing was sent, so nothing is verified.
  attempt.withheld = true
  attempt.skipped ??= reasons[0]
}

/** Notes the circumstances of the findings of a step. */
function noteFailures(
  { failures, findings }: Attempt,
  { steps, observed }: { readonly steps: number; readonly observed: ObservedExchange | undefined },
): void {
  const members = observed === undefined ? [] : membersIn(observed)
  for (const { at, about } of findings.slice(failures.length)) {
    const shown = members.find(({ pointer }) => at === `body#${pointer}` || at.startsWith(`body#${pointer}/`))
    failures.push({ steps, key: about ?? shown?.key })
  }
}

/** The step with the id of another member in its body, where the body has an id. */
function withLentId(
  step: PlannedStep,
  group: GroupState | undefined,
  { groups, session }: { readonly groups: ReadonlyMap<GroupState, Shown>; readonly session: Session },
): PlannedStep {
  if (step.request === undefined || group === undefined) return step
  const own = groups.get(group)?.ids ?? new Map<string, KnownId>()
  const others = [...groups].flatMap(([one, { ids }]) => (one === group ? [] : [ids]))
  return { ...step, request: lendId(step.request, { own, others, contract: session.contract }) }
}

/**
 * The reason why a step is not sent; undefined for one that is. It is about a member of another client or a key in doubt, or has a sender without
 * known credentials. A write of the whole list beside members of other clients is not sent either.
 */
async function reasonToLeaveOut(
  request: PlannedRequest | undefined,
  attempt: Attempt,
  session: Session,
): Promise<string | undefined> {
  if (request === undefined) return undefined
  const group = groupOf(request, attempt)
  const { key, as, method } = request
  if (key !== undefined && group?.foreign.has(key) === true) return reasonToLeave(key, group)
  if (key !== undefined && group?.doubtful.has(key) === true) return `the target gave no clear answer about ${key}`
  const reason = reasonToWithhold(request, attempt, session)
  if (reason !== undefined) return reason
  const isOfAll = key === undefined && method !== undefined && !isReadingMethod(method)
  if (isOfAll && group !== undefined && group.foreign.size > 0)
    return 'a write of the whole list would change members from before the run'
  return (await isKnownSender(as, attempt, session)) ? undefined : `the run has no credentials of the ${as}`
}

async function isKnownSender(as: PlannedRequest['as'], { lane }: Attempt, session: Session): Promise<boolean> {
  if (as === 'owner') return true
  if (!isPrincipal(as)) return session.principals.isKnown('owner')
  return session.principals.isKnown(as) && (await isRecognised(as, lane.group, session))
}

/** The members of a group as the last look showed them, and what happened since. */
interface Look {
  /** The operation that showed them: each may leave out other unset properties. */
  readonly role: string | undefined
  /** The sender to whom they were shown: a server may mask more for some. */
  readonly as: string | undefined
  readonly members: Readonly<Record<string, unknown>>
  /** Keys that requests may have written since. */
  readonly written: Set<string>
  /** The request that showed them. */
  readonly shownBy: Pick<ObservedExchange['request'], 'method' | 'key' | 'body'>
}

/**
 * The id that answers show for a member, and the requests that showed it in a row. Two different requests make it steady: a cache answers
 * one request with one id again and again.
 */
interface KnownId {
  readonly id: unknown
  readonly shownBy: ReadonlySet<string>
}

/** The look and the ids of a group that the answers of a history showed. */
interface Shown {
  look: Look | undefined
  /** By key, since the last accepted write to the key. */
  readonly ids: Map<string, KnownId>
}

interface Comparing {
  readonly shown: Shown
  readonly group: GroupState
  readonly attempt: Attempt
}

function compareLooks(observed: ObservedExchange, { shown, group, attempt }: Comparing): void {
  const { key, method } = observed.request
  const { status } = observed.response
  if (!isReadingMethod(method) && !(status >= 400 && status < 500)) {
    shown.ids.delete(key ?? '')
    // A write without a key in its path may have written any member.
    if (key === undefined) shown.look = undefined
    else if (!isRepeated(observed, { shown, group, attempt })) shown.look?.written.add(key)
  }
  const seen = membersSeen(observed, group)
  const as = attempt.exchanges[observed.exchange]?.as
  if (seen !== undefined && shown.look !== undefined)
    judgeSince(shown.look, { ...seen, as, contract: observed.contract }, { shown, group, attempt })
  noteIds(observed, shown)
  if (seen?.isWhole !== true) return
  drop(attempt, group)
  shown.look = { role: observed.request.role, as, members: seen.members, written: new Set(), shownBy: observed.request }
}

/** True for an accepted write right after the same one, whose answer was the last look: it should change nothing more. */
function isRepeated(observed: ObservedExchange, { shown, group, attempt }: Comparing): boolean {
  const { method, key, body } = observed.request
  const last = shown.look?.shownBy
  if (last === undefined || method !== last.method || key !== last.key || !isDeepStrictEqual(body, last.body))
    return false
  const since = attempt.deferred?.filter((one) => one.observed.known === group) ?? []
  return since.every((one) => one.observed === observed)
}

function noteIds(observed: ObservedExchange, { ids }: Shown): void {
  for (const { key, value } of membersIn(observed)) {
    const id = valueAt(value, observed.contract.resource.identity)
    if (key === undefined || id === undefined) continue
    const known = ids.get(key)
    const before = known !== undefined && isDeepStrictEqual(known.id, id) ? [...known.shownBy] : []
    ids.set(key, { id, shownBy: new Set([...before, nameOf(observed)]) })
  }
}

function nameOf({ request: { method, role, key, query } }: ObservedExchange): string {
  return JSON.stringify([method, role, key, query])
}

interface Seen {
  readonly role: string | undefined
  readonly members: Look['members']
  /** True for all members of the group, false for one member. */
  readonly isWhole: boolean
}

/** The members in an answer that shows the whole list, or the one that was read; undefined for other answers. */
function membersSeen(observed: ObservedExchange, group: GroupState): Seen | undefined {
  const { contract, request, response } = observed
  if (response.status !== 200) return undefined
  const shown = membersIn(observed).flatMap(({ key, value }) =>
    key === undefined || group.foreign.has(key) || group.doubtful.has(key) ? [] : [[key, value] as const],
  )
  const members = Object.fromEntries(shown)
  if (isSingle(request.role, contract))
    return isReadingMethod(request.method) ? { role: request.role, members, isWhole: false } : undefined
  const { size, number } = contract.page?.parameters ?? {}
  const isPart = [size, number].some((name) => name !== undefined && request.query[name] !== undefined)
  const items = itemsOf(observed)
  return isPart || items === undefined || items.length >= pageSize(observed)
    ? undefined
    : { role: request.role, members, isWhole: true }
}

/** Judges the requests since the last look by both. The first request with a finding is enough: the others share its change. */
function judgeSince(
  look: Look,
  seen: Seen & Pick<Look, 'as'> & Pick<Sharing, 'contract'>,
  { shown, group, attempt }: Comparing,
): void {
  const isCompared = (key: string): boolean =>
    !look.written.has(key) && !group.doubtful.has(key) && (seen.isWhole || seen.members[key] !== undefined)
  const only = (members: Look['members']): Look['members'] =>
    Object.fromEntries(Object.entries(members).filter(([key]) => isCompared(key)))
  const steadyIds = new Set([...shown.ids].flatMap(([key, { shownBy }]) => (shownBy.size > 1 ? [key] : [])))
  const isAlike = look.role === seen.role && look.as === seen.as
  const shared = isAlike ? undefined : { one: look.members, other: seen.members }
  const { contract } = seen
  const before = { members: sharedPart(only(look.members), { contract, shared }), steadyIds }
  const after = { members: sharedPart(only(seen.members), { contract, shared }) }
  if (!seen.isWhole && Object.keys(before.members).length === 0) return
  for (const { expect, observed } of attempt.deferred ?? []) {
    if (observed.known !== group) continue
    const compared: ObservedExchange = { ...observed, snapshots: { before, after } }
    const judgement = judgeExchange({ expect, saved: attempt.saved }, compared)
    applyJudgement(judgement, compared, attempt)
    if (judgement.findings.some(({ level }) => level !== 'observe')) return
  }
}

interface Sharing {
  readonly contract: Contract
  /** Undefined where one operation showed the members to one sender. */
  readonly shared: { readonly one: Look['members']; readonly other: Look['members'] } | undefined
}

/**
 * The members with the properties that two different operations, or two senders, were both shown, without secrets. Each operation or
 * sender may have a mask of its own.
 */
function sharedPart(members: Look['members'], { contract, shared }: Sharing): Look['members'] {
  if (shared === undefined) return members
  const { one, other } = shared
  const isShared = (key: string, name: string): boolean =>
    variantOf(contract, key)?.redactions[`/${name}`] === undefined &&
    [one[key], other[key]].every((member) => !isObject(member) || Object.hasOwn(member, name))
  return Object.fromEntries(
    Object.entries(members).map(([key, member]) => [
      key,
      isObject(member) ? Object.fromEntries(Object.entries(member).filter(([name]) => isShared(key, name))) : member,
    ]),
  )
}

/** Forgets the requests that are compared. */
function drop({ deferred }: Attempt, group: GroupState): void {
  if (deferred === undefined) return
  const left = deferred.filter(({ observed }) => observed.known !== group)
  deferred.splice(0, deferred.length, ...left)
}
