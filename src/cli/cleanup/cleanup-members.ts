import { rmSync } from 'node:fs'
import type { Config } from '../../config/config.ts'
import { decideConnection } from '../../config/settings.ts'
import { refuseUnset } from '../../config/unset.ts'
import { httpTarget } from '../../http/http-target.ts'
import type { OpenMemberLedger } from '../../law/clean-up/read-member-ledger.ts'
import { recoverMembers } from '../../law/clean-up/recover-members.ts'
import { cleanupLine } from '../flags/cleanup-line.ts'
import { cleanupConclusion, damagedText, entryLine } from './cleanup-text.ts'
import { confirmLedgerTarget } from './confirm-ledger-target.ts'
import type { CleanupFlags } from '../flags/flags.ts'
import { warnOfInsecure } from '../shell/insecure.ts'

interface Cleaning {
  readonly config: Config
  readonly signal: AbortSignal
}

/**
 * Works through a ledger of a run of laws. Returns true where nothing of its run is left.
 * @throws UserError where the user names another target than the ledger: credentials go to no other server.
 */
export async function cleanUpMembers(
  { file, damaged, ...opened }: OpenMemberLedger & { readonly file: string },
  flags: CleanupFlags,
  { config, signal }: Cleaning,
): Promise<boolean> {
  const settings = decideConnection(flags, config, { names: { target: [], credentials: {} }, variables: process.env })
  const { limits, tls, headers, principals, rate } = settings
  const again = cleanupLine({ ...flags, ledger: file }, opened.head.target)
  const target = confirmLedgerTarget(settings.target, opened.head, again)
  refuseUnset(settings.unset ?? [], [])
  warnOfInsecure(settings)
  const dryRun = flags.dryRun === true
  let unclear = 0
  let done = 0
  const removals = recoverMembers({
    ...opened,
    target: httpTarget(target, { limits, tls, headers, proxy: true }),
    principals,
    ...(rate === undefined ? {} : { rate }),
    signal,
    dryRun,
  })
  for await (const removal of removals) {
    done += 1
    if (removal.outcome === 'left') unclear += 1
    const outcome = removal.outcome === 'left' ? 'unclear' : removal.outcome
    const reason = removal.outcome === 'left' ? removal.reason : undefined
    process.stdout.write(`${entryLine({ entry: removal.at, outcome, reason }, dryRun)}\n`)
  }
  for (const place of damaged) process.stdout.write(`${damagedText(place)}\n`)
  const complete = done === opened.claims.length
  if (unclear === 0 && damaged.length === 0 && complete && !dryRun) rmSync(file, { force: true })
  process.stdout.write(
    `${cleanupConclusion({ file, unclear, damaged: damaged.length, complete, dryRun, byHand: true })}\n`,
  )
  return unclear === 0 && damaged.length === 0 && complete
}
