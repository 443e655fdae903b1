import { plainText } from '../../../reporters/text/plain-text.ts'
import { decideConnection, readConfig } from '../../config/settings.ts'
import type { TargetFlags } from '../../config/target-flags.ts'
import { refuseUnset } from '../../config/unset.ts'
import type { ApiDocument } from '../../document/api-document.ts'
import { nameOf } from '../../group/ledger-name.ts'
import { httpTarget } from '../../http/http-target.ts'
import { type CalibratedModel, calibrateModel } from '../../law/calibrate-model.ts'
import { whyNotWritten } from '../../law/session/why-not-written.ts'
import type { Model } from '../../resource/model.ts'
import { createSecrets } from '../../secrets/secrets.ts'
import { UserError } from '../../source/mistake.ts'
import { cleanupLine } from '../flags/cleanup-line.ts'
import { confirmEach } from './confirm-each.ts'
import { guardCrashes } from '../shell/crash.ts'
import { openLawLedger } from '../run/fire-laws.ts'
import { warnOfInsecure } from '../shell/insecure.ts'
import { allowedWrites, readScopes } from '../plan/law-plan-from-flags.ts'
import { openTerminal } from '../shell/terminal.ts'

/** The flags of a look at a target. */
export interface LookFlags extends TargetFlags {
  readonly config?: string
  readonly write?: readonly string[]
  readonly scope?: readonly string[]
  readonly ledger?: string
}

/** A target to look at, with the document and the model of its API. */
export interface TargetLook {
  readonly document: ApiDocument
  readonly model: Model
  readonly target: string
  readonly flags: LookFlags
}

/** A calibrated model, and sentences about the look. */
export interface LookResult extends CalibratedModel {
  readonly notes: readonly string[]
}

/**
 * Looks at a target with about ten requests a resource. Only resources that a flag or a person at the terminal allows are written; all
 * others are only listed.
 * @throws UserError for mistakes in flags or configuration.
 */
export async function lookAtTarget({ document, model, flags }: TargetLook): Promise<LookResult> {
  const names = { target: [], credentials: {} }
  const settings = decideConnection(flags, await readConfig(flags, process.env), { names, variables: process.env })
  const { target: url, limits, tls, headers, principals, rate } = settings
  if (url === undefined) throw new UserError('a look needs a target; name the server with --target URL')
  refuseUnset(settings.unset ?? [], [])
  warnOfInsecure(settings)
  const scopes = readScopes({ model, document }, flags)
  const mayWrite = await confirmedWrites(model, { flags, host: url.host })
  const secrets = createSecrets()
  guardCrashes(secrets.guard)
  const ledger = openLawLedger(url, { planned: { model, document, mayWrite }, flags })
  const cleanup = cleanupLine(flags, nameOf(url))
  try {
    const found = await calibrateModel({
      document,
      model,
      target: httpTarget(url, { limits, tls, headers, proxy: true }),
      principals,
      scopes,
      mayWrite,
      seed: 1,
      level: 'must',
      secrets,
      ...(rate === undefined ? {} : { rate }),
      ...(ledger === undefined ? {} : { ledger: ledger.ledger }),
    })
    if (found.leftBehind.length === 0) ledger?.discard()
    else ledger?.keep()
    const left = found.leftBehind.length
    return {
      ...found,
      notes: [
        ...(found.reason === undefined ? [] : [`note   the look ended early: ${found.reason}`]),
        ...(left === 0 ? [] : [`note   ${left} members could not be removed; to remove them: ${cleanup}`]),
      ],
    }
  } catch (error) {
    ledger?.keep()
    throw error
  }
}

/** The resources that flags name; without such flags, those that a person confirms one by one. */
async function confirmedWrites(
  model: Model,
  { flags, host }: { readonly flags: LookFlags; readonly host: string },
): Promise<(resource: string) => boolean> {
  if (flags.write !== undefined) return (await allowedWrites(model, flags)).mayWrite
  const writable = Object.values(model.resources)
    .filter((resource) => whyNotWritten(resource, { mayWrite: () => true, mayLeave: () => false, model }) === undefined)
    .map(({ name }) => name)
  if (writable.length === 0) return () => false
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    const list = plainText(writable.join(', '))
    process.stderr.write(`the look only reads; --write RESOURCE allows writes, --write '*' to all of: ${list}\n`)
    return () => false
  }
  const terminal = openTerminal({ cancelled: 'cancelled; no request was sent, and nothing was written' })
  try {
    const confirmed = await confirmEach(writable, host, terminal.ask)
    return (name) => confirmed.has(name)
  } finally {
    terminal.close()
  }
}
