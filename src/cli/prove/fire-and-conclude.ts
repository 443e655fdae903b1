import type { Bundle } from '../../bundle/bundle.ts'
import type { PlannedCase } from '../../plan/planned-case.ts'
import type { AssignmentOptions } from '../../prove/assignments.ts'
import { conclude } from '../../prove/conclude.ts'
import type { KnownServer } from '../../prove/known-server.ts'
import { needCounts } from '../../prove/need-counts.ts'
import type { Proof } from '../../prove/proof.ts'
import type { ProofRecord } from '../../prove/record.ts'
import { findWitnesses } from './find-witnesses.ts'
import { fireAll } from './fire-all.ts'
import type { ProveFlags } from '../flags/flags.ts'
import { selectsServers } from '../flags/selects-servers.ts'

export interface Numbers {
  readonly seed: number
  readonly runs: number
  readonly threads: number
}

export interface Firing extends Numbers {
  readonly bundle: Bundle
  readonly servers: readonly KnownServer[]
  readonly record: ProofRecord
  readonly cases: readonly PlannedCase[]
}

/** Fires the selected cases at the selected servers, and concludes the proof. `--case --update` searches for kills only. */
export async function fireAndConclude(flags: ProveFlags, firing: Firing): Promise<Proof> {
  const { bundle, record, cases, runs, seed, threads } = firing
  const { contract, suites } = bundle
  const full = flags.full === true
  const narrowed = { cases: flags.case !== undefined, faults: selectsServers(flags) }
  const options: AssignmentOptions = { cases, record, full, runs }
  const started = performance.now()
  const isSearch = flags.update === true && narrowed.cases
  const results = isSearch
    ? await findWitnesses(firing.servers, options, { bundle, seed, threads })
    : await fireAll(firing.servers, options, { bundle, seed, threads, narrowed: narrowed.faults })
  const fired = new Set(results.map(({ server }) => server))
  const proof = conclude({
    contract,
    cases,
    invariants: suites.flatMap(({ invariants }) => invariants),
    servers: firing.servers.filter(({ id, kind }) => !isSearch || kind === 'fault' || fired.has(id)),
    results,
    full,
    narrowed,
    durationMs: Math.round(performance.now() - started),
  })
  if (!isSearch) return proof
  const faults = proof.faults.filter(({ id }) => fired.has(id))
  return { ...proof, faults, needs: needCounts(faults) }
}
