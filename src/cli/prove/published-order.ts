import { existsSync, readFileSync } from 'node:fs'
import { openSink } from '../../../reporters/sink.ts'
import { killsPath, killsText, orderPath, orderText, readKills } from '../../bundle/order-files.ts'
import type { Bundle } from '../../bundle/bundle.ts'
import { expectedRequests, sharingOf } from '../../plan/order/estimate.ts'
import type { KnownKills } from '../../plan/order/known-kill.ts'
import { orderByKills, type BatchSharing } from '../../plan/order/order.ts'
import { planCases } from '../../plan/plan.ts'
import type { PlannedCase } from '../../plan/planned-case.ts'
import type { Portion } from '../../plan/order/portion.ts'
import { currentKills, killsOf, mergeKills } from '../../prove/merge-kills.ts'
import type { ProofRecord } from '../../prove/record.ts'
import { KNOWN_SERVERS } from './known-servers.ts'

type Planning = Omit<Bundle, 'validators'>

/**
 * The early kills of the published file and of a record. Kills by rows that do not exist count as not known. `proven` are the kills of a
 * full proof, and replace the published kills of their faults.
 */
export function publishedKills(
  record: Pick<ProofRecord, 'faults'>,
  bundle: Planning,
  proven: KnownKills = {},
): KnownKills {
  return mergeKills({ ...readKills(bundle), ...proven }, killsOf(record))
}

/** The kills by rows that exist, of faults that exist. */
export function livingKills(kills: KnownKills, bundle: Planning): KnownKills {
  return currentKills(kills, {
    rows: new Set(plannedFrom(bundle).map(({ id }) => id)),
    faults: new Set(KNOWN_SERVERS.flatMap(({ id, kind }) => (kind === 'fault' ? [id] : []))),
  })
}

/** The order of all cases by early kills, each to its end: a run then computes no order. */
export function orderFrom(kills: KnownKills, bundle: Planning): readonly Portion[] {
  const cases = plannedFrom(bundle)
  const costOf = (planned: PlannedCase, value: number): number => expectedRequests(planned, bundle.contract, value)
  const sharing = (planned: PlannedCase): BatchSharing | undefined => sharingOf(planned, bundle.contract)
  return orderByKills({ cases, kills, costOf, sharing })
}

/** Writes the files of the kills and of the order. */
export async function writePublishedOrder(kills: KnownKills, bundle: Planning): Promise<void> {
  const { name } = bundle.contract
  await write(killsPath(name), killsText(kills))
  await write(orderPath(name), orderText(orderFrom(kills, bundle)))
}

async function write(file: string, text: string): Promise<void> {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return
  const sink = openSink({ file })
  sink.write(text)
  await sink.commit()
}

function plannedFrom({ suites, contract }: Planning): readonly PlannedCase[] {
  // The seed chooses secrets and values; no id depends on it.
  return planCases(suites, contract, 1)
}
