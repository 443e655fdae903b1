import { availableParallelism } from 'node:os'
import { renderProof } from '../../reporters/proof.ts'
import { loadBundle } from '../bundle/load-bundle.ts'
import type { Contract } from '../contract/contract.ts'
import type { PlannedCase } from '../plan/planned-case.ts'
import { planCases } from '../plan/plan.ts'
import { selectCases } from '../plan/select.ts'
import { type Ordering, ordersFor, ordersForIdle, ordersForSurvivors } from '../prove/orders.ts'
import { loudKills } from '../prove/loud.ts'
import { carryOut } from '../prove/pool.ts'
import { conclude } from '../prove/conclude.ts'
import type { Evidence } from '../prove/proof.ts'
import { NO_RECORD } from '../prove/record.ts'
import type { Order, Outcome, Subject } from '../prove/subject.ts'
import { UserError } from '../source/mistake.ts'
import { TOOL } from '../source/tool.ts'
import { print } from './print.ts'
import type { ProveData } from './prove-worker.ts'
import type { ProveFlags } from './flags.ts'
import { chooseSubjects, listSubjects } from './choose-subjects.ts'
import { isNarrowed } from './flags.ts'
import { openProofFiles, readRecord } from './proof-files.ts'

/** Carries out `conform prove`: 0 where the proof holds, 1 where it does not. */
export async function prove(flags: ProveFlags): Promise<number> {
  const subjects = chooseSubjects(flags)
  if (flags.list === true) return listSubjects(subjects)
  const { contract, suites } = await loadBundle(TOOL.contract)
  const numbers = numbersIn(flags)
  const cases = selectCases(planCases(suites, contract, numbers.seed), flags.case ?? [])
  const full = flags.full === true
  const ordering: Ordering = { cases, record: full ? NO_RECORD : readRecord(), full, runs: numbers.runs }
  const files = openProofFiles(flags)
  try {
    const started = performance.now()
    const outcomes = await fireAll(subjects, ordering, { flags, ...numbers, contract })
    const proof = conclude({
      contract,
      cases,
      invariants: suites.flatMap(({ invariants }) => invariants),
      subjects,
      outcomes,
      full,
      narrowed: { cases: flags.case !== undefined, faults: isNarrowed(flags) },
      durationMs: Math.round(performance.now() - started),
    })
    await files.commit(proof)
    print(renderProof(proof))
    return proof.problems.length === 0 ? 0 : 1
  } catch (error) {
    files.discard()
    throw error
  }
}

function numbersIn({ seed, runs, threads }: ProveFlags): { seed: number; runs: number; threads: number } {
  return {
    seed: wholeNumber(seed, '--seed', 0),
    runs: wholeNumber(runs, '--runs'),
    threads: threads === undefined ? availableParallelism() : wholeNumber(threads, '--threads'),
  }
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

function wholeNumber(text: string, flag: string, least = 1): number {
  if (!/^\d{1,10}$/.test(text) || Number(text) < least)
    throw new UserError(`${flag} takes a whole number from ${least}, not "${text}"`)
  return Number(text)
}
