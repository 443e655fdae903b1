import { isReadingMethod } from '../../contract/reading-method.ts'
import type { Example } from '../../draw/property-source.ts'
import { isKept } from '../../group/remove-key.ts'
import { isObject } from '../../json/pointer.ts'
import { judgeExchange } from '../../judge/judge-exchange.ts'
import type { Snapshot } from '../../judge/observation.ts'
import { BATCH, batchForm } from '../../plan/order/batch-form.ts'
import type { DrawnCase, PlannedCase, PlannedStep, PlannedTwin } from '../../plan/planned-case.ts'
import { isTold } from './adopt-findings.ts'
import { allEnded } from '../../send/all-ended.ts'
import { applyJudgement } from '../step/apply-judgement.ts'
import { type Attempt, createAttempt, isOver } from '../session/attempt.ts'
import { cleanUp } from '../step/clean-up.ts'
import type { ObservedExchange } from '../session/observed-exchange.ts'
import { fire } from '../step/fire.ts'
import { claimedBy, reasonToSkip, refreshForeign, runCase, type CaseContext } from './run-case.ts'
import type { Session } from '../session/session.ts'
import { isMust } from '../session/property-findings.ts'
import { proveSenders } from '../step/prove-side-by-side.ts'
import { isAnswered, learnFrom, mostAtOnce } from '../session/side-by-side.ts'
import { setUp } from '../step/set-up.ts'
import { readable, recallSnapshot, takeSnapshot } from '../step/take-snapshot.ts'
import { tryTwin } from '../step/try-twin.ts'

/** The outcome of shots that share a set-up and snapshots. A failure needs a second look: one shot may disturb another. */
export interface Batch {
  /** The set-up, and the snapshots before and after. */
  readonly shared: Attempt
  /** The attempts of the first shots, in order; shots after a failure may have none. */
  readonly attempts: readonly Attempt[]
  /** The indices of shots whose write was accepted instead of refused. All shots then met an unknown state. */
  readonly accepted: readonly number[]
}

/** A member of a batch: a property with one of its examples, or a row of a declared case. */
export interface Shot {
  readonly planned: PlannedCase
  readonly drawn: DrawnCase
  /** For a property: the drawn value. */
  readonly example?: Example
}

/**
 * Runs examples of a property, or rows of a case, on the set-up of the first. One snapshot is taken before and one after all. Requests that
 * cannot change the group go out side by side. Returns undefined where each shot needs a set-up or a snapshot of its own.
 */
export async function runBatch(shots: readonly Shot[], { lane, session }: CaseContext): Promise<Batch | undefined> {
  const [first] = shots
  const areExamples = shots.every(({ example }) => example !== undefined)
  const drawnCases = shots.map((shot) => shot.drawn)
  const form = batchForm(drawnCases, session.contract, { areExamples })
  if (first === undefined || form === undefined) return undefined
  const { drawn } = first
  const planned = startOfAll(first.planned, shots)
  await refreshForeign(planned, lane, session)
  if (reasonToSkip(planned, lane) !== undefined) return undefined
  const shared = createAttempt(lane, claimedBy(planned))
  const firing: Firing = { planned, shots, setUps: drawn.setUps, shared, session }
  try {
    await setUp(planned, drawn.setUps, { attempt: shared, session, relaxed: true })
    const before = await stateOf(firing, recallSnapshot)
    if (isOver(shared)) return { shared, attempts: [], accepted: [] }
    return await (form === 'in turn' ? fireInTurn(firing, before) : fireSideBySide(firing, before))
  } finally {
    // The property removes the set-up after its last example.
    const keep = first.example === undefined ? [] : drawn.setUps
    await cleanUp(planned, shared, { session, keep, relaxed: true })
  }
}

/** The first of the shots, from which each key is absent that has to be absent for any of them. */
function startOfAll(first: PlannedCase, shots: readonly Shot[]): PlannedCase {
  const absent = [...new Set(shots.flatMap(({ planned }) => planned.given.absent))]
  return { ...first, given: { ...first.given, absent } }
}

interface Firing {
  readonly planned: PlannedCase
  readonly shots: readonly Shot[]
  readonly setUps: DrawnCase['setUps']
  readonly shared: Attempt
  readonly session: Session
}

/** A snapshot of the group where an expectation compares it. */
async function stateOf({ shots, shared, session }: Firing, take: typeof takeSnapshot): Promise<Snapshot | undefined> {
  const steps = shots.flatMap(({ drawn }) => drawn.steps.filter(({ snapshots }) => snapshots))
  if (steps.length === 0 || isOver(shared)) return undefined
  return take(shared, session, mostNamed(steps.flatMap(({ request }) => readable(request?.key, session) ?? [])))
}

/** The key that stands most often in a list; the first of equals. */
function mostNamed(keys: readonly string[]): string | undefined {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return [...counts].toSorted(([, one], [, other]) => other - one)[0]?.[0]
}

/** Takes the second snapshot, and judges the expectations that compare both. */
async function compareStates(
  firing: Firing,
  before: Snapshot | undefined,
  attempts: readonly Attempt[],
): Promise<void> {
  if (before === undefined) return
  firing.shared.lane.group.snapshot = undefined
  const after = await stateOf(firing, takeSnapshot)
  if (after === undefined) return
  for (const attempt of attempts)
    for (const { expect, observed } of attempt.deferred ?? []) {
      const compared: ObservedExchange = { ...observed, snapshots: { before, after } }
      applyJudgement(judgeExchange({ expect, saved: attempt.saved }, compared), compared, attempt)
    }
}

/** Runs the examples of a property one after another. A member that an example has written stays for the next example. */
async function fireInTurn(firing: Firing, before: Snapshot | undefined): Promise<Batch> {
  const { planned, shots, shared, session } = firing
  const attempts: Attempt[] = []
  for (const { example } of shots) {
    const drawn = example === undefined ? {} : { example }
    const attempt = await runCase(planned, { lane: shared.lane, session, ...drawn, keep: true, relaxed: true })
    // The clean-up after a failure removes members in doubt, so the snapshots show no fault of the target.
    if (!isClear(attempt, session)) return { shared, attempts, accepted: [] }
    attempts.push(attempt)
  }
  await compareStates(firing, before, attempts)
  return { shared, attempts, accepted: [] }
}

/** True for an attempt without an open end, and without any finding but observations and warnings that enough other cases have shown. */
export function isClear({ findings, inconclusive, skipped, stopped, late }: Attempt, session: Session): boolean {
  const isOpen = inconclusive !== undefined || skipped !== undefined || stopped || late
  return !isOpen && !findings.some(isMust) && isTold(findings, session)
}

/** The count of shots for which it is worth to find out whether a sender may send at once: that takes two dozen requests. */
const WORTH_PROVING = BATCH / 2

/** Sends the requests of all shots at once, then the twins one after another. */
async function fireSideBySide(firing: Firing, before: Snapshot | undefined): Promise<Batch> {
  const { shots, planned, shared, session } = firing
  const attempts = shots.map(() => createAttempt(shared.lane, claimedBy(planned), { defers: true }))
  const senders = shots.flatMap(({ drawn }) => drawn.steps.flatMap(({ request }) => request?.as ?? []))
  if (shots.length >= WORTH_PROVING) await proveSenders(senders, shared.lane, session)
  const most = mostAtOnce(session, senders)
  const tasks = shots.map(({ drawn: { steps } }, index) => async (): Promise<FiredShot | undefined> => {
    const [attempt, step] = [attempts[index], steps[0]]
    if (step?.request === undefined || attempt === undefined || session.signal.aborted) return undefined
    // The target may serve one connection at a time: the rest of the batch would wait for a time limit too.
    if (most > 1 && !attempts.every(isAnswered)) attempt.inconclusive = 'not sent: a request beside it got no answer'
    if (attempt.inconclusive !== undefined) return undefined
    const request = most === 1 ? step.request : { ...step.request, beside: true as const }
    const observed = await fire({ request, expect: step.expect, snapshots: step.snapshots }, attempt, session)
    return observed === undefined ? undefined : { step, observed, attempt }
  })
  const tried = (await allEnded(tasks, most)).flatMap((one) => one ?? [])
  learnFrom(attempts, session)
  for (const { touched } of attempts) for (const key of touched) shared.touched.add(key)
  const accepted = tried.flatMap((one) => (isAcceptedWrite(one) ? [attempts.indexOf(one.attempt)] : []))
  if (accepted.length > 0) return { shared, attempts, accepted }
  await compareStates(firing, before, attempts)
  await tryTwins(firing, tried)
  return { shared, attempts, accepted: [] }
}

interface FiredShot {
  readonly step: PlannedStep
  readonly observed: ObservedExchange
  readonly attempt: Attempt
}

function isAcceptedWrite({ observed: { request, response } }: FiredShot): boolean {
  return !isReadingMethod(request.method) && response.status >= 200 && response.status < 300
}

/** Sends each different twin until it succeeds once in the run: equal requests show the same. */
async function tryTwins(firing: Firing, tried: readonly FiredShot[]): Promise<void> {
  const { planned, setUps, shared, session } = firing
  for (const { step, observed, attempt } of tried) {
    if (step.twin === undefined) continue
    const text = textOf(step.twin.request)
    if (session.acceptedTwins.has(text)) continue
    if (!isReady(step.twin.request, firing)) {
      await cleanUp(planned, shared, { session, keep: setUps, relaxed: true })
      await setUp(planned, setUps, { attempt: shared, session, relaxed: true })
      if (isOver(shared)) return
    }
    await tryTwin(step, observed, { attempt, session })
    // A twin that fails says something about each of its shots.
    if (isClear(attempt, session)) session.acceptedTwins.add(text)
    for (const key of attempt.touched) shared.touched.add(key)
  }
}

/** True if the group is as a twin needs it. Members that twins of other keys have created may stay until the end of the batch. */
function isReady({ key }: PlannedTwin['request'], { setUps, shared }: Firing): boolean {
  const { group } = shared.lane
  if (group.doubtful.size > 0 || !setUps.every((wanted) => isKept(wanted, group, { relaxed: true }))) return false
  return key !== undefined && (!group.members.has(key) || setUps.some((wanted) => wanted.key === key))
}

/** A text that is equal for twins that show the same: they differ only in values of their bodies, which other cases try. */
function textOf({ drawn: _drawn, body, ...request }: PlannedTwin['request']): string {
  if (body === undefined) return JSON.stringify(request)
  if ('value' in body) return JSON.stringify([request, formOf(body.value)])
  return JSON.stringify([request, 'json' in body ? formOf(body.json) : body])
}

/** The names and types of the properties of a value, at any depth. */
function formOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(formOf)
  if (!isObject(value)) return value === null ? null : typeof value
  const names = Object.keys(value).toSorted()
  return Object.fromEntries(names.map((name) => [name, formOf(value[name])]))
}
