import { rmSync } from 'node:fs'
import { plainText } from '../../reporters/plain-text.ts'
import type { Config } from '../config/config.ts'
import { decideSettings } from '../config/settings.ts'
import { refuseUnset } from '../config/unset.ts'
import { nameOf } from '../group/ledger-name.ts'
import { httpTarget } from '../http/http-target.ts'
import type { OpenMemberLedger } from '../law/read-member-ledger.ts'
import { recoverMembers } from '../law/recover-members.ts'
import type { Removal } from '../law/remove-claim.ts'
import { UserError } from '../source/mistake.ts'
import { cleanupLine } from './cleanup-line.ts'
import type { CleanupFlags } from './flags.ts'
import { warnOfInsecure } from './insecure.ts'
import { print } from './print.ts'

interface Cleaning {
  readonly config: Config
  readonly signal: AbortSignal
}

/**
 * Works through a ledger of a run of laws. Returns true where nothing of its run is left.
 * @throws UserError where the user names another target than the ledger: credentials go to no other server.
 */
export async function cleanUpMembers(
  { file, ...opened }: OpenMemberLedger & { readonly file: string },
  flags: CleanupFlags,
  { config: whole, signal }: Cleaning,
): Promise<boolean> {
  const { otherGroup: _, ...config } = whole
  const names = { target: [], credentials: {} }
  const settings = decideSettings({ ...flags, groupId: ['none'] }, config, { names, variables: process.env })
  const { target, limits, tls, headers, principals, rate } = settings
  const again = cleanupLine({ ...flags, ledger: file }, opened.head.target)
  if (target === undefined)
    throw new UserError(`the ledger is for ${opened.head.target}; name the target to confirm: ${again}`)
  if (nameOf(target) !== opened.head.target)
    throw new UserError(
      `the ledger is for ${opened.head.target}, not for ${nameOf(target)}; if both are the same service, run: ${again}`,
    )
  refuseUnset(settings.unset ?? [], [])
  warnOfInsecure(settings)
  const dryRun = flags.dryRun === true
  const left: Removal[] = []
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
    if (removal.outcome === 'left') left.push(removal)
    print(`${describe(removal, dryRun)}\n`)
  }
  const isWhole = left.length === 0 && done === opened.claims.length
  if (isWhole && !dryRun) rmSync(file, { force: true })
  print(`${conclusion({ left: left.length, isWhole, dryRun }, file)}\n`)
  return isWhole
}

function describe(removal: Removal, dryRun: boolean): string {
  const at = plainText(removal.at)
  switch (removal.outcome) {
    case 'removed':
      return `${dryRun ? 'would remove' : 'removed'}  ${at}`
    case 'absent':
      return `absent   ${at}: not on the target`
    case 'left':
      return `unclear  ${at}: ${plainText(removal.reason)}`
  }
}

function conclusion(
  { left, isWhole, dryRun }: { readonly left: number; readonly isWhole: boolean; readonly dryRun: boolean },
  file: string,
): string {
  if (dryRun) return 'nothing is removed with --dry-run'
  if (isWhole) return `nothing of the run is left on the target; the ledger ${file} is deleted`
  return `${left > 0 ? `${left} unclear` : 'interrupted'}; the ledger ${file} is kept: run the command again`
}
