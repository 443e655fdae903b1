import { availableParallelism } from 'node:os'
import { renderProof } from '../../reporters/proof.ts'
import { loadBundle } from '../bundle/load-bundle.ts'
import { planCases } from '../plan/plan.ts'
import type { AssignmentOptions } from '../prove/assignments.ts'
import { conclude } from '../prove/conclude.ts'
import { NO_RECORD } from '../prove/record.ts'
import { UserError } from '../source/mistake.ts'
import { TOOL } from '../source/tool.ts'
import { chooseServers, listServers } from './choose-servers.ts'
import { fireAll } from './fire-all.ts'
import { isNarrowed, type ProveFlags } from './flags.ts'
import { print } from './print.ts'
import { openProofFiles, readRecord } from './proof-files.ts'
import { selectWithHints } from './select-with-hints.ts'

/** Carries out `conform prove`: 0 where the proof holds, 1 where it does not. */
export async function prove(flags: ProveFlags): Promise<number> {
  const servers = chooseServers(flags)
  if (flags.list === true) return listServers(servers)
  const { contract, suites } = await loadBundle(TOOL.contract)
  const numbers = numbersIn(flags)
  const cases = selectWithHints(planCases(suites, contract, numbers.seed), { patterns: flags.case ?? [], suites })
  const full = flags.full === true
  const options: AssignmentOptions = { cases, record: full ? NO_RECORD : readRecord(), full, runs: numbers.runs }
  const files = openProofFiles(flags)
  try {
    const started = performance.now()
    const results = await fireAll(servers, options, { ...numbers, narrowed: isNarrowed(flags), contract })
    const proof = conclude({
      contract,
      cases,
      invariants: suites.flatMap(({ invariants }) => invariants),
      servers,
      results,
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

function wholeNumber(text: string, flag: string, least = 1): number {
  if (!/^\d{1,10}$/.test(text) || Number(text) < least)
    throw new UserError(`${flag} takes a whole number from ${least}, not "${text}"`)
  return Number(text)
}
