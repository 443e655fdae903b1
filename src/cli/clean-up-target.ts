import { plainText } from '../../reporters/plain-text.ts'
import { loadBundle } from '../bundle/load-bundle.ts'
import { decideSettings, readConfig, type Settings } from '../config/settings.ts'
import type { Contract } from '../contract/contract.ts'
import { type OpenLedger, readLedger } from '../group/read-ledger.ts'
import type { Recovery } from '../group/recover.ts'
import { UserError } from '../source/mistake.ts'
import type { CleanupFlags } from './flags.ts'
import { warnOfInsecure } from './insecure.ts'
import { print } from './print.ts'
import { recoverAll } from './recover-all.ts'
import { nameOf } from './run-ledger.ts'

/** Carries out `conform cleanup`: 0 where nothing of ours is left, 3 where that could not be told. */
export async function cleanUpTarget(flags: CleanupFlags): Promise<number> {
  const opened = readLedger(flags.ledger)
  const config = await readConfig(flags, process.env)
  const bundle = await loadBundle(opened.head.contract)
  const settings = settingsFor(opened, flags, { config, contract: bundle.contract })
  warnOfInsecure(settings)
  const { claims } = opened
  const interruption = new AbortController()
  const stop = (): void => interruption.abort()
  process.once('SIGINT', stop).once('SIGTERM', stop)
  const outcomes: Recovery['outcome'][] = []
  const left = await recoverAll({
    file: flags.ledger,
    claims,
    bundle,
    settings,
    dryRun: flags.dryRun === true,
    signal: interruption.signal,
    tell: (recovery) => {
      outcomes.push(recovery.outcome)
      print(`${describe(recovery, flags.dryRun === true)}\n`)
    },
  })
  const whole = outcomes.length === claims.length
  print(`${conclusion({ left: left.length, whole, dryRun: flags.dryRun === true }, flags.ledger)}\n`)
  return left.length === 0 && whole ? 0 : 3
}

interface Known {
  readonly config: Parameters<typeof decideSettings>[1]
  readonly contract: Contract
}

/** Credentials go where the user says, never where a file that lies here says: so the target has to be named by both. */
function settingsFor({ head, claims }: OpenLedger, flags: CleanupFlags, { config, contract }: Known): Settings {
  const { otherGroup: _, ...rest } = config
  const groupId = [...new Set(claims.map(({ group }) => group))]
  const settings = decideSettings({ ...flags, groupId: groupId.length === 0 ? ['none'] : groupId }, rest, {
    names: contract.environment,
    variables: process.env,
  })
  const again = `conform cleanup --ledger ${flags.ledger} --target ${head.target}`
  if (settings.target === undefined) throw new UserError(`the ledger is about ${head.target}; say so: ${again}`)
  if (nameOf(settings.target) !== head.target)
    throw new UserError(
      `the ledger is about ${head.target}, not about ${nameOf(settings.target)}; if that is the same service, say so: ${again}`,
    )
  return settings
}

function describe({ group, key, outcome, reason }: Recovery, dryRun: boolean): string {
  const what = plainText(`${key} in ${group}`)
  switch (outcome) {
    case 'removed':
      return `${dryRun ? 'would remove' : 'removed'}  ${what}`
    case 'absent':
      return `gone     ${what}: it is not there`
    case 'foreign':
      return `kept     ${what}: what is there now is not what the run has written`
    case 'unknown':
      return `unclear  ${what}: ${plainText(reason ?? '')}`
  }
}

function conclusion({ left, whole, dryRun }: { left: number; whole: boolean; dryRun: boolean }, file: string): string {
  if (dryRun) return 'nothing has been removed: --dry-run'
  if (left === 0 && whole) return `nothing of the run is left; ${file} has been taken away`
  return `${whole ? `${left} could not be told or removed` : 'interrupted'}; ${file} stays: try again`
}
