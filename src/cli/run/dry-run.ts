import type { Contract } from '../../contract/contract.ts'
import { TOOL } from '../../source/tool.ts'
import type { Settings } from '../../config/settings.ts'
import { orderedLines } from '../plan/foreseen-skips.ts'
import { planLines } from '../plan/plan-lines.ts'
import type { RunFlags } from '../flags/flags.ts'
import type { Planned } from '../plan/plan-from-flags.ts'

/** Prints the plan of a run: contract, target, principals, seed, plan lines and unset variables. Sends no request. */
export async function dryRun(planned: Planned, settings: Settings, flags: RunFlags): Promise<void> {
  const { seed, bundle } = planned
  const { unset = [] } = settings
  const names = [...new Set(unset.map(({ name }) => name))]
  const lines = [
    `contract   ${bundle.contract.name} ${bundle.contract.version}`,
    `target     ${targetText(settings, bundle.contract)}`,
    `principals ${principalsText(settings, bundle.contract)}`,
    ...orderedLines(settings),
    `seed       ${seed}`,
    ...(await planLines(planned, settings, flags)),
    ...(names.length === 0 ? [] : [`not set    ${names.join(', ')}: environment variables of the configuration`]),
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}

function isUnset({ unset = [] }: Settings, key: string): boolean {
  return unset.some(({ path }) => path[0] === key)
}

/** True if the embedded server serves the contract of a run without a target. */
function isEmbedded(settings: Settings, { name }: Pick<Contract, 'name'>): boolean {
  return settings.target === undefined && !isUnset(settings, 'target') && name === TOOL.contract
}

function targetText(settings: Settings, contract: Pick<Contract, 'name'>): string {
  if (isUnset(settings, 'target')) return 'not set'
  if (isEmbedded(settings, contract)) return 'the embedded reference server'
  return settings.target?.href ?? 'none; a run needs --target'
}

function principalsText(settings: Settings, contract: Pick<Contract, 'name'>): string {
  if (isEmbedded(settings, contract)) return 'owner, reader and stranger, with tokens of the embedded server'
  const { principals, unset = [] } = settings
  const missing = unset.filter(({ path }) => path[0] === 'principals').map(({ path }) => String(path[1]))
  const named = [...Object.keys(principals), ...new Set(missing.map((name) => `${name} (not set)`))]
  return named.join(', ') || 'none: no credentials are sent'
}
