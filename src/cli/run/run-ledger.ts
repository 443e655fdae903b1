import { existsSync } from 'node:fs'
import { isLoopback } from '../../config/loopback.ts'
import type { Settings } from '../../config/settings.ts'
import { refuseLedger, targetIn } from '../../group/ledger-lines.ts'
import { FORMER_LEDGER, ledgerName, nameOf } from '../../group/ledger-name.ts'
import { type Ledgers, openLedgers } from '../../group/open-ledgers.ts'
import { type OpenLedger, readLedger } from '../../group/read-ledger.ts'
import { isActive } from '../../group/is-active.ts'
import { writes } from '../../plan/order/writes.ts'
import { plainText } from '../../../reporters/text/plain-text.ts'
import { UserError } from '../../source/mistake.ts'
import { cleanupLine } from '../flags/cleanup-line.ts'
import type { RunFlags } from '../flags/flags.ts'
import { recoverAll } from './recover-all.ts'
import type { Planned } from '../plan/plan-from-flags.ts'

/** The path of the ledger by group: the file of `--ledger` for all groups, else a file for each target and group. */
export function ledgerFiles(
  file: string | undefined,
  { target, groups }: Pick<Settings, 'target' | 'groups'>,
): ReadonlyMap<string, string> {
  if (target === undefined) return new Map()
  return new Map(groups.map((group) => [group, file ?? ledgerName(target, group)]))
}

/** The flags that the command of a clean-up repeats. */
type LedgerFlags = Pick<RunFlags, 'config' | 'insecure' | 'ledger'>

/**
 * Opens the ledgers of a run that writes to a target of the user; otherwise returns undefined. On this machine, entries that an
 * earlier run left on the same target are removed first. On other machines, the user decides with `conform cleanup`.
 * @throws UserError for a ledger that cannot be read or written.
 */
export async function openRunLedger(
  flags: LedgerFlags,
  planned: Planned,
  settings: Settings,
): Promise<Ledgers | undefined> {
  const { target } = settings
  if (target === undefined || !planned.cases.some(writes)) return undefined
  const local = isLoopback(target)
  const files = ledgerFiles(flags.ledger, settings)
  const earlier = [...new Set(files.values())].filter((path) => existsSync(path))
  if (local) for (const path of earlier) await removeLeftovers(path, planned, settings)
  if (flags.ledger === undefined && existsSync(FORMER_LEDGER)) await checkFormer({ planned, settings, flags, local })
  const left = earlier.find((path) => existsSync(path))
  if (left !== undefined) throw refuseLedger(left, cleanupOf(left, target, flags))
  const { contract, folder } = planned.bundle
  const cleanup = cleanupLine(flags, nameOf(target))
  return openLedgers(files, { contract: contract.name, folder, target: nameOf(target), durable: !local, cleanup })
}

/** The command that removes the entries of a ledger: it names the target of the ledger, which may be another one than that of the run. */
export function cleanupOf(file: string, target: URL, flags: LedgerFlags): string {
  return cleanupLine(flags, targetIn(file) ?? nameOf(target))
}

/** A ledger with the former name matters where it lists members of a group of this run on this target. */
async function checkFormer(run: {
  readonly planned: Planned
  readonly settings: Settings
  readonly flags: LedgerFlags
  readonly local: boolean
}): Promise<void> {
  const { head, claims } = readLedger(FORMER_LEDGER)
  const { target, groups } = run.settings
  const concerns = target !== undefined && head.target === nameOf(target)
  if (!concerns || !claims.some(({ group }) => groups.includes(group))) return
  if (!run.local || isActive(head)) throw refuseLedger(FORMER_LEDGER, cleanupLine(run.flags, nameOf(target)))
  await removeLeftovers(FORMER_LEDGER, run.planned, run.settings)
}

async function removeLeftovers(file: string, { bundle }: Planned, settings: Settings): Promise<void> {
  const { head, claims, damaged }: OpenLedger = readLedger(file)
  if (settings.target === undefined || head.target !== nameOf(settings.target) || isActive(head)) return
  if (head.contract !== bundle.contract.name) return
  process.stderr.write(`the ledger ${file} is from an earlier run; its entries on the target are removed first\n`)
  const open = await recoverAll({ file, claims, damaged, bundle, settings })
  const [first] = open
  if (first === undefined && damaged[0] !== undefined)
    throw new UserError(
      `a line of the ledger is damaged, and may have noted a member of the run: ${damaged[0]}; look for such a member on ${head.target} and delete it, then delete the ledger ${file}`,
    )
  if (first === undefined) return
  const count = open.length === 1 ? '1 member' : `${open.length} members`
  throw new UserError(
    `${count} of the earlier run may still be on ${head.target}: ${plainText(first.reason ?? `${first.key} was not removed`)}; mend that and repeat this command, or choose another file with --ledger FILE`,
  )
}
