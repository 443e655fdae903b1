import type { Bundle } from '../bundle/bundle.ts'
import type { Level } from '../contract/contract.ts'
import type { PlannedCase } from '../plan/planned-case.ts'
import type { Clock } from '../send/clock.ts'
import type { Report, Result } from '../report/report.ts'
import { run } from '../run/run.ts'
import { groupByCause } from '../report/causes.ts'
import type { RunPlan } from '../run/run-plan.ts'
import { createSecrets, type Secrets } from '../secrets/secrets.ts'
import { fetchTarget } from '../http/fetch-target.ts'
import { httpTarget } from '../http/http-target.ts'
import { DEFAULT_LIMITS, type Target } from '../http/target.ts'
import { loudKills } from './loud.ts'
import type { Kill, Order, Outcome, Scene, Subject } from './subject.ts'
import { uselessIn } from './useless.ts'

/** What all subjects share, loaded once a thread. */
export interface Arsenal {
  readonly bundle: Bundle
  /** By row id. */
  readonly cases: ReadonlyMap<string, PlannedCase>
  readonly seed: number
}

/** Fires at one subject what the order says, and tells what was found. */
export async function fireSubject(subject: Subject, order: Order, arsenal: Arsenal): Promise<Outcome> {
  const scene = await subject.open()
  const tally = createTally(subject, arsenal)
  const firing = { order, arsenal, scene, tally }
  try {
    await fireRows(order.first, 'end', firing)
    if (order.until === 'end' || !tally.isKilled()) await fireRows(order.then, order.until, firing)
    return tally.outcome()
  } finally {
    await scene.close()
  }
}

interface Firing {
  readonly order: Order
  readonly arsenal: Arsenal
  readonly scene: Scene
  readonly tally: Tally
}

async function fireRows(
  rows: readonly string[],
  until: Order['until'],
  { order, arsenal, scene, tally }: Firing,
): Promise<void> {
  const cases = rows.flatMap((row) => arsenal.cases.get(row) ?? [])
  if (cases.length === 0) return
  const interruption = new AbortController()
  const secrets = createSecrets()
  const events = run({
    ...planFor(scene, arsenal),
    target: counted(targetOf(scene), tally.sent),
    cases,
    runs: order.runs,
    ...(order.share === undefined ? {} : { share: order.share }),
    secrets,
    signal: interruption.signal,
  })
  for await (const event of events) {
    if (event.type === 'report') tally.ended(event)
    if (event.type === 'result') tally.note(event.result, secrets)
    if (until === 'kill' && tally.isKilled()) interruption.abort()
  }
}

/** What was found at one subject, in one or two runs. */
interface Tally {
  readonly sent: () => void
  readonly note: (result: Result, secrets: Secrets) => void
  readonly ended: (report: Report) => void
  readonly isKilled: () => boolean
  readonly outcome: () => Outcome
}

function createTally(subject: Subject, { bundle, cases }: Arsenal): Tally {
  const [kills, passed, results, useless]: [Kill[], string[], Result[], string[]] = [[], [], [], []]
  const started = performance.now()
  let requests = 0
  let firstKill: Outcome['firstKill']
  let ending: Pick<Outcome, 'verdict' | 'reason'> = { verdict: 'inconclusive' }
  const isKilled = (): boolean => loudKills(subject, kills, bundle.contract).length > 0
  const durationMs = (): number => Math.round(performance.now() - started)
  return {
    isKilled,
    sent: () => void (requests += 1),
    ended: ({ verdict, reason }) => void (ending = { verdict, ...(reason === undefined ? {} : { reason }) }),
    note(result, secrets) {
      results.push(result)
      if (result.findings.length > 0) useless.push(...uselessIn(result, bundle.contract, secrets))
      if (result.status === 'pass' && cases.get(result.id)?.level === 'must') passed.push(result.id)
      const level = levelOf(result)
      if (level === undefined) return
      kills.push({ row: result.id, level, ...(subject.kind === 'fault' ? {} : { said: saidIn(result, level) }) })
      if (isKilled()) firstKill ??= { requests, durationMs: durationMs() }
    },
    outcome: () => ({
      subject: subject.id,
      ...ending,
      kills,
      passed,
      ran: results.length,
      requests,
      durationMs: durationMs(),
      ...(firstKill === undefined ? {} : { firstKill }),
      causes: groupByCause(results).filter(({ level }) => level === levelAt(subject, bundle.contract)).length,
      useless,
    }),
  }
}

/** The level of what a fault violates; on any other server, must. */
function levelAt({ violates = '' }: Subject, { requirements }: Bundle['contract']): Level {
  return requirements[violates]?.level ?? 'must'
}

function counted(target: Target, count: () => void): Target {
  return {
    ...target,
    send: (request, signal) => {
      count()
      return target.send(request, signal)
    },
  }
}

function levelOf({ findings }: Result): Kill['level'] | undefined {
  const levels = new Set(findings.map(({ level }) => level))
  return levels.has('must') ? 'must' : levels.has('should') ? 'should' : undefined
}

function saidIn({ findings }: Result, wanted: Kill['level']): string {
  const finding = findings.find(({ level }) => level === wanted)
  return finding === undefined ? '' : `${finding.requirement}: ${finding.message} at ${finding.at}`
}

type Common = Omit<RunPlan, 'cases' | 'target' | 'runs' | 'share' | 'signal' | 'secrets'>

function planFor({ group, otherGroup, principals = {}, clock }: Scene, { bundle, seed }: Arsenal): Common {
  return {
    contract: bundle.contract,
    validators: bundle.validators,
    invariants: bundle.suites.flatMap(({ invariants }) => invariants),
    groups: [group],
    ...(otherGroup === undefined ? {} : { otherGroup }),
    principals,
    seed,
    level: 'must',
    ...(clock === undefined ? {} : { clock: clock satisfies Clock }),
  }
}

function targetOf({ target, timeout = 2000 }: Scene): Target {
  const limits = { ...DEFAULT_LIMITS, total: timeout, connect: timeout }
  return typeof target === 'string'
    ? httpTarget(new URL(target), { limits, proxy: false })
    : fetchTarget(target, limits)
}
