import { cleanupLine } from '../flags/cleanup-line.ts'
import type { CleanupFlags } from '../flags/flags.ts'
import { findLedgers } from '../../group/ledger-name.ts'
import type { LedgerHead } from '../../group/ledger.ts'
import { readLedger } from '../../group/read-ledger.ts'
import { isActive } from '../../group/is-active.ts'
import { readMemberLedger } from '../../law/clean-up/read-member-ledger.ts'
import { UserError } from '../../source/mistake.ts'

/** The ledgers that a clean-up works through, and a sentence for each ledger that the clean-up leaves alone. */
export interface ChosenLedgers {
  readonly files: readonly string[]
  /** Ledgers of active runs. */
  readonly active: readonly string[]
  /** Ledgers for other targets. */
  readonly elsewhere: readonly string[]
}

/**
 * Chooses the ledgers in the working directory that are for the target. Without a target, every ledger is chosen. The ledger of an
 * active run is never chosen.
 * @param target the name of the target, as in the head of a ledger
 * @param flags those that a command for another target repeats
 * @throws UserError where the folder has no ledger, or only ledgers for other targets.
 */
export function chooseLedgers(target: string | undefined, flags: CleanupFlags): ChosenLedgers {
  const found = findLedgers('.').map((file) => ({ file, ...(readMemberLedger(file) ?? readLedger(file)).head }))
  if (found.length === 0)
    throw new UserError(
      'there is no ledger conform.ledger*.jsonl in this folder: no run in this folder left members on a target',
    )
  const active = found.filter(isActive)
  const ended = found.filter((ledger) => !isActive(ledger))
  const chosen = ended.filter((ledger) => target === undefined || ledger.target === target)
  const elsewhere = ended.filter((ledger) => !chosen.includes(ledger))
  if (target !== undefined && chosen.length + active.length === 0) throw refuse(elsewhere, target, flags)
  return {
    files: chosen.map(({ file }) => file),
    active: active.map(
      ({ file, pid }) =>
        `the ledger ${file} is of an active run, process ${pid}; if that process is no run, add --ledger ${file}`,
    ),
    elsewhere: elsewhere.map((ledger) => `the ledger ${ledger.file} is for ${ledger.target}; its clean-up is separate`),
  }
}

function refuse(ledgers: readonly Pick<LedgerHead, 'target'>[], target: string, flags: CleanupFlags): UserError {
  const targets = [...new Set(ledgers.map((ledger) => ledger.target))]
  const commands = targets.map((name) => cleanupLine(flags, name))
  return new UserError(
    `the ledger is for ${targets.join(' and ')}, not for ${target}; if both are the same service, run: ${commands.join('; ')}`,
  )
}
