import type { Bundle } from '../bundle/bundle.ts'
import { indexInvariants } from '../judge/invariant-index.ts'
import { groupByCause } from '../report/causes.ts'
import { createEvidenceBudget } from '../report/evidence-budget.ts'
import type { Report, Result } from '../report/report.ts'
import { toResult } from '../report/to-result.ts'
import { countTotals, decideVerdict, judgeRequirements } from '../report/verdict.ts'
import { createSecrets, type Secrets } from '../secrets/secrets.ts'
import { TOOL } from '../source/tool.ts'
import { judgeRecorded } from './judge-recorded.ts'
import { learnSecrets } from './learn-secrets.ts'
import type { Recorded } from './recorded.ts'
import { requestOf, type RequestOf } from './request-of.ts'

/** Options of an audit: contract, suites, recording and output. */
export interface AuditOptions extends Pick<Bundle, 'contract' | 'suites' | 'validators'> {
  /** The file as reports name it. */
  readonly file: string
  /** The command line that audits the file again. */
  readonly command: string
  readonly level: Report['level']
  readonly verbose: boolean
}

/** The audit of a recording: all exchanges are learnt, then all are judged. */
export interface Audit {
  readonly secrets: Secrets
  readonly learn: (recorded: Recorded) => void
  readonly judge: (recorded: Recorded) => void
  readonly report: (startedAt: string, durationMs: number) => Report
}

/** Judges recorded exchanges by the invariants of a contract. Nothing is sent. */
export function createAudit(options: AuditOptions): Audit {
  const { contract, suites, validators } = options
  const secrets = createSecrets()
  const invariants = suites.flatMap((suite) => suite.invariants)
  const auditing = { contract, validators, secrets, invariants: indexInvariants(invariants) }
  const evidence = createEvidenceBudget()
  const results: Result[] = []
  const judged = new Map<string, Set<string>>()
  let outsideContract = 0
  return {
    secrets,
    learn: (recorded) => learnSecrets(recorded, contract, secrets),
    judge(recorded) {
      const request = requestOf(recorded, contract)
      if (request === undefined) {
        outsideContract += 1
        return
      }
      const { attempt, judged: by } = judgeRecorded(recorded, request, auditing)
      note(judged, request.sent.role ?? 'other', by)
      const place = { file: options.file, ...recorded.place }
      const told = {
        id: idOf(results.length + 1, request),
        title: titleOf(recorded, request),
        requirements: [],
        location: place,
      }
      results.push({
        ...toResult(
          {
            planned: { ...told, title: secrets.mask(told.title) },
            attempt,
            times: { durationMs: recorded.durationMs },
            flaky: false,
          },
          { target: request.base, secrets, seed: 0, command: '', replayFlags: '', verbose: options.verbose, evidence },
        ),
        replay: { command: options.command, seed: 0 },
      })
    },
    report: (startedAt, durationMs) =>
      reportOf({ results, judged, outsideContract, invariants, options, startedAt, durationMs }),
  }
}

interface Ended {
  readonly results: readonly Result[]
  readonly judged: ReadonlyMap<string, ReadonlySet<string>>
  /** The exchanges of which the contract says nothing. */
  readonly outsideContract: number
  readonly invariants: Parameters<typeof judgeRequirements>[0]['invariants']
  readonly options: AuditOptions
  readonly startedAt: string
  readonly durationMs: number
}

function reportOf({ results, judged, outsideContract, invariants, options, startedAt, durationMs }: Ended): Report {
  const { contract, level, file } = options
  const reason = results.length === 0 ? nothingToJudge(outsideContract, contract.name) : undefined
  const decided = decideVerdict({ results, about: () => undefined, level, interrupted: false, reason, leftBehind: [] })
  return {
    reportVersion: 1,
    tool: { name: TOOL.name, version: TOOL.version },
    contract: {
      name: contract.name,
      version: contract.version,
      ...(contract.asOf === undefined ? {} : { asOf: contract.asOf }),
    },
    target: file,
    recorded: true,
    startedAt,
    durationMs,
    seed: 0,
    level,
    ...decided,
    causes: groupByCause(results),
    totals: countTotals(results),
    requests: { sent: 0, delayed: 0 },
    requirements: judgeRequirements({
      contract,
      invariants,
      results,
      judged,
      violated: new Map(),
      cases: [],
      elsewhere: [],
      narrowed: true,
      reason: undefined,
    }),
    results,
  }
}

function nothingToJudge(outsideContract: number, contract: string): string {
  return outsideContract === 0
    ? 'the recording holds no exchange'
    : `none of the ${outsideContract} recorded exchanges is of a path of the contract ${contract}`
}

/** `exchange.12[list]`: the place in the recording, counted from 1 over the exchanges of the contract. */
function idOf(number: number, { sent }: RequestOf): string {
  return `exchange.${number}[${sent.role ?? sent.method}]`
}

function titleOf({ response }: Recorded, { sent }: RequestOf): string {
  return `${sent.method} ${sent.target}, ${response === undefined ? 'no answer' : `answered ${response.status}`}`
}

function note(judged: Map<string, Set<string>>, operation: string, requirements: readonly string[]): void {
  const known = judged.get(operation) ?? new Set()
  judged.set(operation, known)
  for (const requirement of requirements) known.add(requirement)
}
