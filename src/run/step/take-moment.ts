import { doubt, type GroupState } from '../../group/group-state.ts'
import { isReadingMethod } from '../../contract/reading-method.ts'
import { operationOf } from '../../contract/contract.ts'
import { judgeExchange } from '../../judge/judge-exchange.ts'
import type { Expectation } from '../../judge/judge.ts'
import type { KeyBefore, Moment, TimedRequest } from '../../judge/observation.ts'
import { bindSaved } from '../../plan/draw/bind-saved.ts'
import { plain } from '../../plan/plain-request.ts'
import type { PlannedRequest, PlannedTogether } from '../../plan/planned-case.ts'
import { applyJudgement } from './apply-judgement.ts'
import type { Attempt } from '../session/attempt.ts'
import { groupOf } from './exchange.ts'
import type { ObservedExchange } from '../session/observed-exchange.ts'
import { clientsOf } from './clients-of.ts'
import { meetsForeign } from './meets-foreign.ts'
import { reasonToWithhold } from './reason-to-withhold.ts'
import { reasonAgainstMoments } from './prove-side-by-side.ts'
import { prepareShot, sendTogether } from './send-together.ts'
import type { Session } from '../session/session.ts'

interface Taking {
  readonly attempt: Attempt
  readonly session: Session
}

/**
 * Sends requests at the same moment. A list follows, and a read of each key that they may have written, one after another. Each answer is
 * judged alone, with these keys in doubt, so that no finding depends on an order. Then all of them are judged together. Returns the last
 * observed exchange.
 */
export async function takeMoment(
  together: readonly PlannedTogether[],
  expect: readonly Expectation[],
  { attempt, session }: Taking,
): Promise<ObservedExchange | undefined> {
  const shots = bindAll(together, { attempt, session })
  if (shots === undefined) return undefined
  attempt.skipped = await reasonAgainstMoments(shots, attempt.lane, session)
  if (attempt.skipped !== undefined) return undefined
  for (const { request } of shots) if (await meetsForeign(request, attempt, session)) return undefined
  const places = placesOf(shots, { attempt, session })
  const before = places.map(beforeOf)
  for (const { state, key } of places) {
    state.contested.add(key)
    doubt(state, [key])
  }
  const sent = await sendTogether(clientsOf(shots, attempt.round, session.contract), attempt, session)
  const requests = [...sent.requests]
  const seen = await lookAfterwards(places, requests, { attempt, session, since: sent.since })
  for (const { state, key } of places) state.contested.delete(key)
  const isForeign = places.some(({ state, key }) => state.foreign.has(key))
  if (seen === undefined || isForeign || session.signal.aborted) return seen
  return judgeMoment({ requests, before }, { expect, seen, attempt })
}

/** The requests with their saved values; undefined where one cannot be sent. The attempt then has the reason. */
function bindAll(
  together: readonly PlannedTogether[],
  { attempt, session }: Taking,
): readonly PlannedTogether[] | undefined {
  const shots: PlannedTogether[] = []
  for (const { request, expect } of together) {
    const bound = bindSaved(request, attempt.saved)
    if ('missing' in bound) {
      attempt.inconclusive ??= bound.missing
      return undefined
    }
    attempt.skipped ??= reasonToWithhold(bound.request, attempt, session)
    shots.push({ request: bound.request, expect })
  }
  return attempt.skipped === undefined ? shots : undefined
}

/** A key that a request may write, in its group. */
interface Place {
  readonly state: GroupState
  readonly scope: PlannedRequest['scope']
  readonly key: string
}

function placesOf(shots: readonly PlannedTogether[], { attempt, session: { contract } }: Taking): readonly Place[] {
  const places = new Map<string, Place>()
  for (const { request } of shots) {
    const { key, scope, method, operation } = request
    const state = groupOf(request, attempt)
    const writes = !isReadingMethod(method ?? operationOf(contract, operation).method)
    if (state !== undefined && key !== undefined && writes) places.set(`${state.id} ${key}`, { state, scope, key })
  }
  return [...places.values()]
}

function beforeOf({ state, key }: Place): KeyBefore {
  const isKnown = !state.doubtful.has(key) && !state.foreign.has(key)
  return { group: state.id, key, member: isKnown ? (state.members.get(key) ?? 'absent') : 'unknown' }
}

/** Reads the state of the places, and adds the requests to those of the moment. Returns the last observed exchange. */
async function lookAfterwards(
  places: readonly Place[],
  requests: TimedRequest[],
  { attempt, session, since }: Taking & { readonly since: number },
): Promise<ObservedExchange | undefined> {
  const scopes = new Set(places.map(({ scope }) => scope))
  const looks = [
    ...[...scopes].map((scope) => scoped(plain({ operation: 'list' }), scope)),
    ...places.map(({ key, scope }) => scoped(plain({ operation: 'read', key }), scope)),
  ]
  let last: ObservedExchange | undefined
  for (const request of looks) {
    if (session.signal.aborted || session.breaker.isOpen()) break
    const { timed, observed } = await prepareShot({ request, expect: [] }, attempt, session).fire(since)
    if (observed === undefined) break
    requests.push({ ...timed, exchange: observed.exchange, after: true })
    last = observed
  }
  return last
}

function scoped(request: PlannedRequest, scope: PlannedRequest['scope']): PlannedRequest {
  return scope === undefined ? request : { ...request, scope }
}

interface Judging {
  readonly expect: readonly Expectation[]
  readonly seen: ObservedExchange
  readonly attempt: Attempt
}

function judgeMoment(moment: Moment, { expect, seen, attempt }: Judging): ObservedExchange {
  const observed: ObservedExchange = { ...seen, moment }
  applyJudgement(judgeExchange({ expect, saved: attempt.saved }, observed), observed, attempt)
  return observed
}
