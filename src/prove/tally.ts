import type { Level } from '../contract/contract.ts'
import type { Finding } from '../judge/judge.ts'
import type { KnownKill } from '../plan/order/known-kill.ts'
import { groupByCause } from '../report/causes.ts'
import type { Report, Result } from '../report/report.ts'
import type { Secrets } from '../secrets/secrets.ts'
import type { FirstKill, FiringResult, Kill } from './firing-result.ts'
import { incompleteFindingsIn } from './incomplete-findings.ts'
import { killsAtLevel } from './kills-at-level.ts'
import type { KnownServer } from './known-server.ts'
import type { WorkerContext } from './worker-context.ts'

/** Collects the findings about a server, in one or two runs. */
export interface Tally {
  readonly sent: () => void
  /** Notes findings at once: their result follows later, after more requests. */
  readonly found: (findings: readonly Finding[], request: number) => void
  readonly note: (result: Result, secrets: Secrets) => void
  readonly ended: (report: Report) => void
  readonly isKilled: () => boolean
  readonly result: () => FiringResult
}

/** The parts of the contract and its cases that a tally uses. */
export interface TallyContext {
  readonly bundle: Pick<WorkerContext['bundle'], 'contract'>
  readonly cases: WorkerContext['cases']
}

export function createTally(server: KnownServer, { bundle, cases }: TallyContext): Tally {
  const [kills, passed, results, incompleteFindings]: [Kill[], string[], Result[], string[]] = [[], [], [], []]
  const started = performance.now()
  let requests = 0
  let first: Pick<FirstKill, 'request' | 'requests' | 'durationMs'> | undefined
  const wanted = levelAt(server, bundle.contract)
  let firstKill: FiringResult['firstKill']
  let ending: Pick<FiringResult, 'verdict' | 'reason'> = { verdict: 'inconclusive' }
  const isKilled = (): boolean => killsAtLevel(server, kills, bundle.contract).length > 0
  const durationMs = (): number => Math.round(performance.now() - started)
  return {
    isKilled,
    sent: () => void (requests += 1),
    found(findings, request) {
      const isKill = findings.some(({ level }) => level === 'must' || level === wanted)
      if (isKill) first ??= { request, requests, durationMs: durationMs() }
    },
    ended: ({ verdict, reason }) => void (ending = { verdict, ...(reason === undefined ? {} : { reason }) }),
    note(result, secrets) {
      results.push(result)
      if (result.findings.length > 0) incompleteFindings.push(...incompleteFindingsIn(result, bundle.contract, secrets))
      if (result.status === 'pass' && cases.get(result.id)?.level === 'must') passed.push(result.id)
      const level = levelOf(result)
      if (level === undefined) return
      kills.push(killIn(result, level, server))
      if (!isKilled()) return
      firstKill ??= firstKillIn(result, level, first ?? { request: requests, requests, durationMs: durationMs() })
    },
    result: () => ({
      server: server.id,
      ...ending,
      kills,
      passed,
      ran: results.length,
      skipped: results.filter(({ status }) => status === 'skip').length,
      requests,
      durationMs: durationMs(),
      ...(firstKill === undefined ? {} : { firstKill }),
      causes: groupByCause(results).filter(({ level }) => level === wanted).length,
      incompleteFindings,
    }),
  }
}

/** The level of the requirement that a fault violates; must on any other server. */
function levelAt({ violates = '' }: KnownServer, { requirements }: WorkerContext['bundle']['contract']): Level {
  return requirements[violates]?.level ?? 'must'
}

function levelOf({ findings }: Result): Kill['level'] | undefined {
  const levels = new Set(findings.map(({ level }) => level))
  return levels.has('must') ? 'must' : levels.has('should') ? 'should' : undefined
}

function firstKillIn(
  result: Result,
  level: Level,
  place: Pick<FirstKill, 'request' | 'requests' | 'durationMs'>,
): FirstKill {
  const steps = result.counterexample?.steps?.length
  return { row: result.id, value: placeIn(result, level).value, ...place, ...(steps === undefined ? {} : { steps }) }
}

function killIn(result: Result, level: Kill['level'], { kind }: KnownServer): Kill {
  const more = kind === 'fault' ? { at: placeIn(result, level) } : { said: saidIn(result, level) }
  return { row: result.id, level, ...more }
}

/** The value of the first failing example before it is shrunk, and the request of the first finding. */
function placeIn({ findings, replay }: Result, wanted: Level): Pick<KnownKill, 'value' | 'request'> {
  const exchange = findings.find(({ level }) => level === wanted)?.exchange ?? 0
  // A path is that of a value and of its shrinking, such as `3:1`; that of a history names its last step too: `3-9:1`.
  return { value: Number.parseInt(replay.path ?? '0', 10), request: exchange + 1 }
}

function saidIn({ findings }: Result, wanted: Kill['level']): string {
  const finding = findings.find(({ level }) => level === wanted)
  return finding === undefined ? '' : `${finding.requirement}: ${finding.message} at ${finding.at}`
}
