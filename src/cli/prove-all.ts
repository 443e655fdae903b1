import { existsSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { renderProof } from '../../reporters/proof.ts'
import { renderProofPage } from '../../reporters/proof-page.ts'
import { openSink, type Sink } from '../../reporters/sink.ts'
import { loadBundle } from '../bundle/load-bundle.ts'
import type { Contract } from '../contract/contract.ts'
import type { PlannedCase } from '../plan/planned-case.ts'
import { planCases } from '../plan/plan.ts'
import { selectCases } from '../plan/select.ts'
import { globbed } from '../prove/glob.ts'
import { type Ordering, ordersFor, ordersForIdle, ordersForSurvivors } from '../prove/orders.ts'
import { loudKills } from '../prove/loud.ts'
import { carryOut } from '../prove/pool.ts'
import { conclude } from '../prove/conclude.ts'
import type { Evidence, Proof } from '../prove/proof.ts'
import { NO_RECORD, type ProofRecord, recordOf } from '../prove/record.ts'
import type { Order, Outcome, Subject } from '../prove/subject.ts'
import { UserError } from '../source/mistake.ts'
import { suggestion } from '../source/suggestion.ts'
import { TOOL } from '../source/tool.ts'
import { print } from './print.ts'
import type { ProveData } from './prove-worker.ts'
import type { ProveFlags } from './prove.ts'
import { SUBJECTS } from './subjects.ts'

const RECORD = join(TOOL.root, 'docs', 'proof.json')
const PAGE = join(TOOL.root, 'docs', 'proof.md')

/** Carries out `conform prove`: 0 where the proof holds, 1 where it does not. */
export async function prove(flags: ProveFlags): Promise<number> {
  const subjects = chooseSubjects(flags)
  if (flags.list === true) return listSubjects(subjects)
  const { contract, suites } = await loadBundle(TOOL.contract)
  const seed = wholeNumber(flags.seed, '--seed')
  const cases = selectCases(planCases(suites, contract, seed), flags.case ?? [])
  const threads = flags.threads === undefined ? availableParallelism() : wholeNumber(flags.threads, '--threads')
  const written = openFiles(flags)
  const started = performance.now()
  const ordering: Ordering = {
    cases,
    record: flags.full === true ? NO_RECORD : readRecord(),
    full: flags.full === true,
    runs: wholeNumber(flags.runs, '--runs'),
  }
  const outcomes = await fireAll(subjects, ordering, { flags, seed, threads, contract })
  const evidence: Evidence = {
    contract,
    cases,
    invariants: suites.flatMap(({ invariants }) => invariants),
    subjects,
    outcomes,
    full: ordering.full,
    narrowed: { cases: flags.case !== undefined, faults: isNarrowed(flags) },
    durationMs: Math.round(performance.now() - started),
  }
  const proof = conclude(evidence)
  for (const { sink, render } of written) {
    sink.write(render(proof))
    await sink.commit()
  }
  print(renderProof(proof))
  return proof.problems.length === 0 ? 0 : 1
}

interface Firing {
  readonly flags: ProveFlags
  readonly seed: number
  readonly threads: number
}

/**
 * First what the record says and the rest until a kill, or everything; then, in a full proof, all values at what is left; then, where a
 * case has killed nothing, its rows at every fault.
 */
async function fireAll(
  subjects: readonly Subject[],
  ordering: Ordering,
  firing: Firing & Pick<Evidence, 'contract'>,
): Promise<readonly Outcome[]> {
  const faults = subjects.filter(({ kind }) => kind === 'fault')
  const isWhole = ordering.full || isNarrowed(firing.flags)
  // What no case can find takes the whole suite, and a proof that is to be fast learns nothing from it.
  const tried = isWhole ? subjects : subjects.filter(({ outOfReach }) => outOfReach === undefined)
  const first = await fire(ordersFor(tried, ordering), firing)
  const survivors = ordering.full ? faults.filter((fault) => isAlive(fault, first, firing.contract)) : []
  const outcomes = [...first, ...(await fire(ordersForSurvivors(survivors, ordering), firing))]
  if (isNarrowed(firing.flags)) return outcomes
  // Some faults at a time: most such cases find one among the first.
  for (let from = 0; from < faults.length; from += FAULTS_AT_A_TIME) {
    const idle = idleRows(ordering.cases, loudRows(faults, outcomes, firing.contract))
    if (idle.length === 0) break
    const some = faults.slice(from, from + FAULTS_AT_A_TIME)
    outcomes.push(...(await fire(ordersForIdle(some, idle, ordering), firing)))
  }
  return outcomes
}

const FAULTS_AT_A_TIME = 100

function isAlive(fault: Subject, outcomes: readonly Outcome[], contract: Contract): boolean {
  const kills = outcomes.flatMap((one) => (one.subject === fault.id ? one.kills : []))
  return fault.outOfReach === undefined && loudKills(fault, kills, contract).length === 0
}

async function fire(orders: readonly Order[], { seed, threads }: Firing): Promise<readonly Outcome[]> {
  let done = 0
  const data: ProveData = { contract: TOOL.contract, seed }
  return carryOut(orders, {
    worker: new URL('prove-worker.js', import.meta.url),
    data,
    threads,
    onOutcome: ({ subject }) => {
      done += 1
      if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${done} of ${orders.length}: ${subject}`)
      if (process.stderr.isTTY && done === orders.length) process.stderr.write('\r\u001b[2K')
    },
  })
}

/** Rows that have found a fault. What they say of other servers does not count. */
function loudRows(faults: readonly Subject[], outcomes: readonly Outcome[], contract: Contract): ReadonlySet<string> {
  const byId = new Map(faults.map((fault) => [fault.id, fault]))
  return new Set(
    outcomes.flatMap(({ subject, kills }) => {
      const fault = byId.get(subject)
      return fault === undefined ? [] : loudKills(fault, kills, contract).map(({ row }) => row)
    }),
  )
}

function idleRows(cases: readonly PlannedCase[], killing: ReadonlySet<string>): readonly PlannedCase[] {
  const busy = new Set(cases.flatMap(({ id, template }) => (killing.has(id) ? [template] : [])))
  return cases.filter(({ template, level }) => level !== 'observe' && !busy.has(template))
}

function isNarrowed({ fault, server }: ProveFlags): boolean {
  return fault !== undefined || server !== undefined
}

function chooseSubjects(flags: ProveFlags): readonly Subject[] {
  if (!isNarrowed(flags)) return SUBJECTS
  const faults = SUBJECTS.filter(({ kind }) => kind === 'fault')
  const servers = SUBJECTS.filter(({ kind }) => kind !== 'fault')
  return [
    ...(flags.server ?? []).flatMap((pattern) => matching(servers, 'server', pattern)),
    ...(flags.fault ?? []).flatMap((pattern) => matching(faults, 'fault', pattern)),
  ]
}

function matching(subjects: readonly Subject[], what: string, pattern: string): readonly Subject[] {
  const chosen = subjects.filter(({ id }) => globbed(pattern)(id))
  if (chosen.length > 0) return chosen
  const known = subjects.map(({ id }) => id)
  throw new UserError(`"${pattern}" matches no ${what}${suggestion(pattern, known)}`)
}

function listSubjects(subjects: readonly Subject[]): number {
  const width = Math.max(...subjects.map(({ id }) => id.length))
  const line = ({ id, about, violates, kind }: Subject): string =>
    `${id.padEnd(width)}  ${about} (${violates ?? KIND_NAMES[kind]})\n`
  print(subjects.map(line).join(''))
  return 0
}

const KIND_NAMES = {
  reference: 'the reference',
  variant: 'a variant',
  null: 'a null server',
  fault: 'a fault',
} as const

function readRecord(): ProofRecord {
  return existsSync(RECORD) ? (JSON.parse(readFileSync(RECORD, 'utf8')) as ProofRecord) : NO_RECORD
}

function asJson(proof: unknown): string {
  return `${JSON.stringify(proof, null, 1)}\n`
}

interface Written {
  readonly sink: Sink
  readonly render: (proof: Proof) => string
}

/** Opened before anything is fired, so that one that cannot be written is found out at once. */
function openFiles(flags: ProveFlags): readonly Written[] {
  const { json, page, update, full } = flags
  if (update === true && full !== true) throw new UserError('--update needs --full: a record says what kills what')
  if (update === true && (isNarrowed(flags) || flags.case !== undefined))
    throw new UserError('--update takes neither --fault, --server nor --case: the record is of all of them')
  const wanted: readonly (readonly [file: string | undefined, render: (proof: Proof) => string])[] = [
    [json, asJson],
    [page, renderProofPage],
    [update === true ? PAGE : undefined, renderProofPage],
    [update === true ? RECORD : undefined, (proof) => asJson(recordOf(proof))],
  ]
  try {
    return wanted.flatMap(([file, render]) => (file === undefined ? [] : [{ sink: openSink({ file }), render }]))
  } catch (cause) {
    throw new UserError((cause as Error).message, { cause })
  }
}

function wholeNumber(text: string, flag: string): number {
  if (!/^\d{1,10}$/.test(text) || Number(text) === 0) throw new UserError(`${flag} takes a whole number, not "${text}"`)
  return Number(text)
}
