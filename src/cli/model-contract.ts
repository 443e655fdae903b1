import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isObject } from '../json/pointer.ts'
import { readConfig } from '../config/settings.ts'

/**
 * The `contract.yaml` of resources that the flags or the configuration name, which says `model: 2`. Undefined for a contract with cases.
 * @throws UserError for a configuration that cannot be read.
 */
export async function modelContract(flags: {
  readonly config?: string
  readonly contract?: string
}): Promise<string | undefined> {
  const named = flags.contract ?? (await readConfig(flags, process.env)).contract
  const file = named === undefined ? undefined : join(named, 'contract.yaml')
  if (file === undefined || !existsSync(file)) return undefined
  // Most runs name no contract, and load no reader of YAML.
  const { readYaml } = await import('../source/read-yaml.ts')
  const { value } = readYaml(file)
  return isObject(value) && Object.hasOwn(value, 'model') ? file : undefined
}
