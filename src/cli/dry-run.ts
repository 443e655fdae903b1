import type { Contract } from '../contract/contract.ts'
import { TOOL } from '../source/tool.ts'
import type { Settings } from '../config/settings.ts'
import { planLines } from './plan-lines.ts'
import { print } from './print.ts'
import type { RunFlags } from './flags.ts'
import type { Planned } from './plan-from-flags.ts'

/** Prints the plan of a run: contract, target, principals, seed, plan lines and case ids. Sends no request. */
export async function dryRun(planned: Planned, settings: Settings, flags: RunFlags): Promise<void> {
  const { cases, seed, bundle } = planned
  const { target, principals } = settings
  const lines = [
    `contract   ${bundle.contract.name} ${bundle.contract.version}`,
    `target     ${target?.href ?? (isEmbedded(bundle.contract) ? 'the embedded reference server' : 'none; a run needs --target')}`,
    `principals ${principalsText(principals, target === undefined && isEmbedded(bundle.contract))}`,
    `seed       ${seed}`,
    ...(await planLines(planned, settings, flags)),
    '',
    ...cases.map(({ id }) => `  ${id}`),
  ]
  print(`${lines.join('\n')}\n`)
}

/** True if the embedded server serves the contract. */
function isEmbedded({ name }: Pick<Contract, 'name'>): boolean {
  return name === TOOL.contract
}

function principalsText(principals: Settings['principals'], embedded: boolean): string {
  if (embedded) return 'owner, reader and stranger, with tokens of the embedded server'
  return Object.keys(principals).join(', ') || 'none: no credentials are sent'
}
