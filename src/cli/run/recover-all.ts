import { rmSync } from 'node:fs'
import type { Bundle } from '../../bundle/bundle.ts'
import type { ConnectionSettings } from '../../config/settings.ts'
import type { Claim } from '../../group/ledger.ts'
import { type Recovery, recover } from '../../group/recover.ts'
import { openConnection } from '../../send/open-connection.ts'
import { httpTarget } from '../../http/http-target.ts'

/** The input of `recoverAll`. */
export interface Recovering {
  /** The path of the ledger. */
  readonly file: string
  readonly claims: readonly Claim[]
  /** The places of damaged lines: what they noted is not known, so that the ledger is kept. */
  readonly damaged: readonly string[]
  readonly bundle: Bundle
  readonly settings: ConnectionSettings
  /** Looks up each claim and removes nothing. */
  readonly dryRun?: boolean
  readonly signal?: AbortSignal
  /** Called after each claim. */
  readonly tell?: (recovery: Recovery) => void
}

/** Removes the claims of a ledger from the target, then the ledger. Returns unclear claims; with any, or with a damaged line, the ledger is kept. */
export async function recoverAll(recovering: Recovering): Promise<readonly Recovery[]> {
  const { file, claims, damaged, bundle, settings, dryRun, signal, tell } = recovering
  const { target: url, limits, tls, headers, principals, rate } = settings
  if (url === undefined) throw new Error('a clean-up needs a target')
  const target = httpTarget(url, { limits, tls, headers, proxy: true })
  const { contract } = bundle
  const connection = openConnection({ target, principals, rate, signal, tokenPath: contract.credentials?.tokenPath })
  const session = { ...connection, contract, ledger: undefined }
  const open: Recovery[] = []
  let done = 0
  try {
    for await (const recovery of recover(claims, session, { dryRun })) {
      done += 1
      tell?.(recovery)
      if (recovery.outcome === 'unknown') open.push(recovery)
    }
  } finally {
    await session.principals.close()
    await target.close()
  }
  if (open.length === 0 && damaged.length === 0 && done === claims.length && dryRun !== true)
    rmSync(file, { force: true })
  return open
}
