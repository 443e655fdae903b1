import { CONTRACT, OWN_SUITES, VALIDATORS } from '../../contract/loaded.test-support.ts'
import { planCases } from '../../plan/plan.ts'
import { selectCases } from '../../plan/select/select.ts'
import { loadSuites } from '../../suite/load-suites.ts'
import type { Suite } from '../../suite/suite.ts'
import { httpTarget } from '../../http/http-target.ts'
import { DEFAULT_LIMITS, type Target } from '../../http/target.ts'
import type { Report, Result } from '../../report/report.ts'
import type { RunEvent } from '../../report/run-event.ts'
import { run } from '../run.ts'
import type { RunPlan } from '../session/run-plan.ts'

export const GROUP = '64b1f0c2a9d3e45f67890abc'
export const OTHER_GROUP = '64b1f0c2a9d3e45f67890abd'

/** The package's own suites. */
export const SUITES = loadSuites([OWN_SUITES], CONTRACT)

/** A cache: planning all cases takes longer than firing one. */
const plans = new WeakMap<readonly Suite[], Map<number, ReturnType<typeof planCases>>>()

function planned(suites: readonly Suite[], seed: number): ReturnType<typeof planCases> {
  const known = plans.get(suites) ?? new Map<number, ReturnType<typeof planCases>>()
  plans.set(suites, known)
  const cases = known.get(seed) ?? planCases(suites, CONTRACT, seed)
  known.set(seed, cases)
  return cases
}

export interface Shooting extends Partial<Omit<RunPlan, 'target'>> {
  /** A URL or a target. */
  readonly target: string | Target
  readonly only?: readonly string[]
  readonly suites?: readonly Suite[]
  readonly onEvent?: (event: RunEvent) => void
}

/** The report of a run with the defaults of the command line. */
export async function fireAt({ target, only = [], suites = SUITES, onEvent, ...plan }: Shooting): Promise<Report> {
  const seed = plan.seed ?? 1
  let report: Report | undefined
  const limits = { ...DEFAULT_LIMITS, total: 2_000 }
  const events = run({
    contract: CONTRACT,
    validators: VALIDATORS,
    cases: selectCases(planned(suites, seed), only),
    invariants: suites.flatMap(({ invariants }) => invariants),
    target: typeof target === 'string' ? httpTarget(new URL(target), { limits, proxy: false }) : target,
    groups: [GROUP],
    principals: {},
    seed,
    level: 'must',
    ...plan,
  })
  for await (const event of events) {
    onEvent?.(event)
    if (event.type === 'report') report = event
  }
  if (report === undefined) throw new Error('there was no report')
  return report
}

/** A result in one text: id, status, reason and findings. */
export function inShort({ id, status, flaky, reason, findings }: Result): string {
  const judged = findings.filter(({ level }) => level !== 'observe')
  const said = judged.map(({ requirement, message }) => `${requirement}: ${message}`)
  return [
    `${id} ${status}${flaky === true ? ' (flaky)' : ''}`,
    ...(reason === undefined ? [] : [reason]),
    ...said,
  ].join('; ')
}
