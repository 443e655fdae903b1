import type { KnownKills } from '../../plan/order/known-kill.ts'
import type { PlannedCase } from '../../plan/planned-case.ts'
import type { Proof } from '../../prove/proof.ts'
import { updateRecord } from '../../prove/update-record.ts'
import type { Firing } from './fire-and-conclude.ts'
import type { ProveFlags } from '../flags/flags.ts'
import { KNOWN_SERVERS } from './known-servers.ts'
import { writePublishedFiles } from './published-files.ts'

interface Update extends Pick<Firing, 'bundle' | 'record' | 'cases'> {
  readonly proof: Proof
  readonly planned: readonly PlannedCase[]
}

/**
 * Writes the entries of the record that a proof brings up to date, and the pages. A case that accuses the reference kills every
 * fault for the wrong reason, so none of its kills is written.
 */
export async function updatePublished(
  flags: ProveFlags,
  { proof, record, bundle, planned, cases }: Update,
): Promise<void> {
  const isAccused = proof.conformant.some(({ accusedBy, warnedBy }) => accusedBy.length + warnedBy.length > 0)
  if (flags.case !== undefined && isAccused) {
    process.stderr.write('no record is written: a case that accuses the reference proves nothing about faults\n')
    return
  }
  const updated = updateRecord(record, proof, {
    cases: flags.fault === undefined ? [...new Set(cases.map(({ template }) => template))] : [],
    retried: flags.case === undefined,
    rows: new Set(planned.map(({ id }) => id)),
    faults: new Set(KNOWN_SERVERS.flatMap(({ id, kind }) => (kind === 'fault' ? [id] : []))),
  })
  await writePublishedFiles(updated, bundle, flags.case === undefined ? earlyKillsIn(proof) : {})
}

/** The early kills of each fault; of a full proof only. */
function earlyKillsIn({ faults }: Proof): KnownKills {
  return Object.fromEntries(faults.flatMap(({ id, early = [] }) => (early.length === 0 ? [] : [[id, early]])))
}
