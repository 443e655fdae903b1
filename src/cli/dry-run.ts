import type { Settings } from '../config/settings.ts'
import { planLines } from './plan-lines.ts'
import { print } from './print.ts'
import type { RunFlags } from './flags.ts'
import type { Planned } from './plan-from-flags.ts'

/** Prints the plan of a run: contract, target, principals, seed, plan lines and unset variables. Sends no request. */
export async function dryRun(planned: Planned, settings: Settings, flags: RunFlags): Promise<void> {
  const { seed, bundle } = planned
  const { unset = [] } = settings
  const names = [...new Set(unset.map(({ name }) => name))]
  const lines = [
    `contract   ${bundle.contract.name} ${bundle.contract.version}`,
    `target     ${targetText(settings)}`,
    `principals ${principalsText(settings)}`,
    `seed       ${seed}`,
    ...(await planLines(planned, settings, flags)),
    ...(names.length === 0 ? [] : [`not set    ${names.join(', ')}: environment variables of the configuration`]),
  ]
  print(`${lines.join('\n')}\n`)
}

function isUnset({ unset = [] }: Settings, key: string): boolean {
  return unset.some(({ path }) => path[0] === key)
}

function targetText(settings: Settings): string {
  if (isUnset(settings, 'target')) return 'not set'
  return settings.target?.href ?? 'the embedded reference server'
}

function principalsText(settings: Settings): string {
  const { principals, target, unset = [] } = settings
  if (target === undefined && !isUnset(settings, 'target'))
    return 'owner, reader and stranger, with tokens of the embedded server'
  const missing = unset.filter(({ path }) => path[0] === 'principals').map(({ path }) => String(path[1]))
  const named = [...Object.keys(principals), ...new Set(missing.map((name) => `${name} (not set)`))]
  return named.join(', ') || 'none: no credentials are sent'
}
