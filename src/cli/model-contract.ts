import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isObject } from '../json/pointer.ts'
import { readConfig } from '../config/settings.ts'
import { isOfLaws } from '../contract/is-of-laws.ts'
import { TOOL } from '../source/tool.ts'

/**
 * The `contract.yaml` of resources that the flags or the configuration name, which says `model: 2`. Undefined for a contract with cases.
 * @throws UserError for a configuration that cannot be read.
 */
export async function modelContract(flags: {
  readonly config?: string
  readonly contract?: string
}): Promise<string | undefined> {
  const named = flags.contract ?? (await readConfig(flags, process.env)).contract
  const file = named === undefined ? undefined : fileOf(named)
  if (file === undefined || !existsSync(file)) return undefined
  // Most runs name no contract, and load no reader of YAML.
  const { readYaml } = await import('../source/read-yaml.ts')
  const { value } = readYaml(file)
  return isObject(value) && Object.hasOwn(value, 'model') && !Object.hasOwn(value, 'cases') ? file : undefined
}

/** The file of a contract: of this package by name, or of the user by folder. */
function fileOf(contract: string): string | undefined {
  const own = join(TOOL.root, 'specs', contract, 'contract.yaml')
  if (!/^[a-z][a-z0-9-]*$/.test(contract) || !existsSync(own)) return join(contract, 'contract.yaml')
  // A contract of this package with cases is compiled, and its run loads no reader of YAML.
  return isOfLaws(readFileSync(own, 'utf8')) ? own : undefined
}
