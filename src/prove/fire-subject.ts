import type { Bundle } from '../bundle/bundle.ts'
import type { PlannedCase } from '../plan/planned-case.ts'
import type { Clock } from '../run/clock.ts'
import type { Report, Result, RunEvent } from '../run/report.ts'
import { run } from '../run/run.ts'
import type { RunPlan } from '../run/run-plan.ts'
import { createSecrets } from '../run/secrets.ts'
import { fetchTarget } from '../target/fetch-target.ts'
import { httpTarget } from '../target/http-target.ts'
import { DEFAULT_LIMITS, type Target } from '../target/target.ts'
import { loudKills } from './loud.ts'
import type { Kill, Order, Outcome, Scene, Subject } from './subject.ts'
import { uselessIn } from './useless.ts'

/** What all subjects share, loaded once a thread. */
export interface Arsenal {
  readonly bundle: Bundle
  /** By row id. */
  readonly cases: ReadonlyMap<string, PlannedCase>
  readonly seed: number
  readonly countCauses: (results: readonly Result[]) => number
}

/** Fires at one subject what the order says, and tells what was found. */
export async function fireSubject(subject: Subject, order: Order, arsenal: Arsenal): Promise<Outcome> {
  const scene = await subject.open()
  try {
    const volley = new Volley(subject, order, { arsenal, scene })
    await volley.fire(order.first, 'end')
    if (order.until === 'end' || !volley.isKilled()) await volley.fire(order.then, order.until)
    return volley.outcome()
  } finally {
    await scene.close()
  }
}

interface Firing {
  readonly arsenal: Arsenal
  readonly scene: Scene
}

/** What is fired at one subject, in one or two runs. A class, since what they find adds up. */
class Volley {
  readonly kills: Kill[] = []
  readonly #passed: string[] = []
  readonly #results: Result[] = []
  readonly #useless: string[] = []
  readonly #started = performance.now()
  readonly #subject: Subject
  readonly #order: Order
  readonly #firing: Firing
  #requests = 0
  #firstKill: Outcome['firstKill']
  #report: Report | undefined

  constructor(subject: Subject, order: Order, firing: Firing) {
    this.#subject = subject
    this.#order = order
    this.#firing = firing
  }

  async fire(rows: readonly string[], until: Order['until']): Promise<void> {
    const { arsenal, scene } = this.#firing
    const cases = rows.flatMap((row) => arsenal.cases.get(row) ?? [])
    if (cases.length === 0) return
    const interruption = new AbortController()
    const secrets = createSecrets()
    const events = run({
      ...planFor(scene, arsenal),
      target: this.#counted(targetOf(scene)),
      cases,
      runs: this.#order.runs,
      ...(this.#order.share === undefined ? {} : { share: this.#order.share }),
      secrets,
      signal: interruption.signal,
    })
    for await (const event of events) {
      if (event.type === 'report') this.#report = event
      if (event.type !== 'result') continue
      this.#note(event, arsenal)
      if (event.result.findings.length > 0)
        this.#useless.push(...uselessIn(event.result, arsenal.bundle.contract, secrets))
      if (until === 'kill' && this.isKilled()) interruption.abort()
    }
  }

  outcome(): Outcome {
    const { verdict = 'inconclusive', reason } = this.#report ?? {}
    return {
      subject: this.#subject.id,
      verdict,
      ...(reason === undefined ? {} : { reason }),
      kills: this.kills,
      passed: this.#passed,
      ran: this.#results.length,
      requests: this.#requests,
      durationMs: Math.round(performance.now() - this.#started),
      ...(this.#firstKill === undefined ? {} : { firstKill: this.#firstKill }),
      causes: this.#firing.arsenal.countCauses(this.#results),
      useless: this.#useless,
    }
  }

  #note({ result }: Extract<RunEvent, { type: 'result' }>, { cases }: Arsenal): void {
    this.#results.push(result)
    if (result.status === 'pass' && cases.get(result.id)?.level === 'must') this.#passed.push(result.id)
    const level = levelOf(result)
    if (level === undefined) return
    const isFault = this.#subject.kind === 'fault'
    this.kills.push({ row: result.id, level, ...(isFault ? {} : { said: saidIn(result, level) }) })
    if (this.isKilled())
      this.#firstKill ??= { requests: this.#requests, durationMs: Math.round(performance.now() - this.#started) }
  }

  isKilled(): boolean {
    return loudKills(this.#subject, this.kills, this.#firing.arsenal.bundle.contract).length > 0
  }

  #counted(target: Target): Target {
    return {
      ...target,
      send: (request, signal) => {
        this.#requests += 1
        return target.send(request, signal)
      },
    }
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
