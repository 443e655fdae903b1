import type { Bundle } from '../../bundle/bundle.ts'
import type { LedgerHead } from '../../group/ledger.ts'
import { checkCredentials } from '../../config/check-credentials.ts'
import { removeLeftTemporaries } from '../../../reporters/temporary-file.ts'
import { plainText } from '../../../reporters/text/plain-text.ts'
import { readMemberLedger } from '../../law/clean-up/read-member-ledger.ts'
import { cleanUpMembers } from './cleanup-members.ts'
import { loadBundle } from '../../bundle/load-bundle.ts'
import type { Config } from '../../config/config.ts'
import { type ConnectionSettings, decideConnection, decideTarget, readConfig } from '../../config/settings.ts'
import { placed, placeOfKey } from '../../config/placed.ts'
import { refuseUnset } from '../../config/unset.ts'
import type { Contract } from '../../contract/contract.ts'
import { type OpenLedger, readLedger } from '../../group/read-ledger.ts'
import type { Recovery } from '../../group/recover.ts'
import { nameOf } from '../../group/ledger-name.ts'
import { UserError } from '../../source/mistake.ts'
import { TOOL } from '../../source/tool.ts'
import { cleanupLine } from '../flags/cleanup-line.ts'
import { cleanupConclusion, damagedText, entryLine } from './cleanup-text.ts'
import { confirmLedgerTarget } from './confirm-ledger-target.ts'
import { listenForSignals } from '../target/interruption.ts'
import { chooseLedgers } from './cleanup-ledgers.ts'
import type { CleanupFlags } from '../flags/flags.ts'
import { warnOfInsecure } from '../shell/insecure.ts'
import { modelContract } from '../plan/model-contract.ts'
import { recoverAll } from '../run/recover-all.ts'

/**
 * Runs `conform cleanup`. Returns the exit status: 0 where nothing of the run is left, 3 where an entry is unclear.
 * @throws UserError for a missing ledger, or a target that is not the target of the ledger.
 */
export async function cleanUpTarget(flags: CleanupFlags): Promise<number> {
  removeLeftTemporaries('.')
  const config = await readConfig(flags, process.env)
  const { files, active, elsewhere } =
    flags.ledger === undefined
      ? chooseLedgers(await targetOf(flags, config), flags)
      : { files: [flags.ledger], active: [], elsewhere: [] }
  for (const reason of [...active, ...elsewhere]) process.stderr.write(`${plainText(reason)}\n`)
  const interruption = listenForSignals({ first: 'the clean-up ends after the current entry' })
  let complete = active.length === 0
  try {
    for (const file of files) {
      const done = await cleanUpLedger(file, flags, { config, signal: interruption.signal })
      complete &&= done
    }
  } finally {
    interruption.stop()
  }
  return complete ? 0 : 3
}

interface Cleaning {
  readonly config: Config
  readonly signal: AbortSignal
}

/** Works through one ledger. Returns true where nothing of its run is left. */
async function cleanUpLedger(file: string, flags: CleanupFlags, { config, signal }: Cleaning): Promise<boolean> {
  const members = readMemberLedger(file)
  if (members !== undefined) return cleanUpMembers({ ...members, file }, flags, { config, signal })
  const opened = readLedger(file)
  const bundle = await loadContractOf(opened.head, flags)
  const settings = settingsFor({ ...opened, file }, flags, { config, contract: bundle.contract })
  // A clean-up sends as the owner, in the groups of the ledger.
  refuseUnset(settings.unset ?? [], [])
  checkCredentials(settings.principals, bundle.contract, config)
  warnOfInsecure(settings)
  const { claims, damaged } = opened
  const dryRun = flags.dryRun === true
  const outcomes: Recovery['outcome'][] = []
  const left = await recoverAll({
    file,
    claims,
    damaged,
    bundle,
    settings,
    dryRun,
    signal,
    tell: (recovery) => {
      outcomes.push(recovery.outcome)
      process.stdout.write(`${lineOf(recovery, dryRun)}\n`)
    },
  })
  for (const place of damaged) process.stdout.write(`${damagedText(place)}\n`)
  const complete = outcomes.length === claims.length
  const state = { file, unclear: left.length, damaged: damaged.length, complete, dryRun }
  process.stdout.write(`${cleanupConclusion(state)}\n`)
  return left.length === 0 && damaged.length === 0 && complete
}

function lineOf({ group, key, outcome, reason }: Recovery, dryRun: boolean): string {
  return entryLine(
    { entry: `${key} in ${group}`, outcome: outcome === 'unknown' ? 'unclear' : outcome, reason },
    dryRun,
  )
}

/** The name of the target that flags, configuration and environment give; undefined where none gives one. */
async function targetOf(flags: CleanupFlags, config: Config): Promise<string | undefined> {
  // A contract of resources names no variables.
  const names =
    (await modelContract(flags)) === undefined
      ? (await contractOf(flags, config)).environment
      : { target: [], credentials: {} }
  const target = decideTarget(flags, config, { names, variables: process.env })
  return target === undefined ? undefined : nameOf(target)
}

async function contractOf(flags: CleanupFlags, config: Config): Promise<Contract> {
  const loaded = await loadBundle(flags.contract ?? config.contract ?? TOOL.contract).catch((error: unknown) => {
    throw placed(error, placeOfKey('contract', flags, config))
  })
  return loaded.contract
}

/** Loads the contract of the ledger: from the flag, from the folder that the ledger names, or by its name. */
async function loadContractOf({ contract, folder }: LedgerHead, flags: CleanupFlags): Promise<Bundle> {
  const place = flags.contract ?? folder ?? contract
  const bundle = await loadBundle(place).catch((cause: unknown) => {
    if (!(cause instanceof UserError) || flags.contract !== undefined) throw cause
    const hint = `the ledger is of the contract "${contract}"; name its folder with --contract FOLDER`
    throw new UserError([...cause.mistakes, { message: hint }], { cause })
  })
  if (bundle.contract.name === contract) return bundle
  throw new UserError(
    `the ledger is of the contract "${contract}", and ${place} is "${bundle.contract.name}"; name the folder of "${contract}" with --contract FOLDER`,
  )
}

interface LoadedFiles {
  readonly config: Config
  readonly contract: Contract
}

/** Decides the settings, in which the target is the one of the ledger. The groups are those of the ledger. */
function settingsFor(
  { head, file }: OpenLedger & { readonly file: string },
  flags: CleanupFlags,
  { config, contract }: LoadedFiles,
): ConnectionSettings {
  const settings = decideConnection(flags, config, { names: contract.environment, variables: process.env })
  confirmLedgerTarget(settings.target, head, cleanupLine({ ...flags, ledger: file }, head.target))
  return settings
}
