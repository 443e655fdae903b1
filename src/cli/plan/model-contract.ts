import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { contractFolder } from '../../bundle/load-bundle.ts'
import { isObject } from '../../json/pointer.ts'
import { checkAt, placed } from '../../config/placed.ts'
import { readConfig } from '../../config/settings.ts'
import { isOfLaws } from '../../contract/is-of-laws.ts'
import { TOOL } from '../../source/tool.ts'
import { UserError } from '../../source/mistake.ts'

/** The flags that decide whether a contract is held to laws. */
export interface ContractFlags {
  readonly config?: string
  readonly contract?: string
  /** True for the laws alone, also of a contract with cases for the other engine. */
  readonly laws?: boolean
}

/**
 * The `contract.yaml` of resources that the flags or the configuration name, which says `model: 2`, and has no cases for the other engine
 * unless the laws are asked for. Undefined for any other contract.
 * @throws UserError for a configuration that cannot be read, for a contract that is not there, and for laws of a contract that states no
 * resources.
 */
export async function modelContract({ laws = false, ...flags }: ContractFlags): Promise<string | undefined> {
  const config = flags.contract === undefined ? await readConfig(flags, process.env) : undefined
  const stated = flags.contract ?? config?.contract
  const named = stated ?? (laws ? TOOL.contract : undefined)
  const file = named === undefined ? undefined : fileOf(named, laws)
  if (file !== undefined && existsSync(file) && (await statesResources(file, laws))) return file
  const place = stated === undefined ? undefined : config?.locate?.(['contract'])
  if (laws)
    throw placed(
      new UserError(`there are no laws for the contract "${named ?? ''}": no contract.yaml there says "model: 2"`),
      place,
    )
  // Flags of laws would be refused at a contract that is not there. That it is not there is the mistake to tell.
  if (stated !== undefined) checkAt(place, () => contractFolder(stated))
  return undefined
}

async function statesResources(file: string, laws: boolean): Promise<boolean> {
  // Most runs name no contract, and load no reader of YAML.
  const { readYaml } = await import('../../source/read-yaml.ts')
  const { value } = readYaml(file)
  return isObject(value) && Object.hasOwn(value, 'model') && (laws || !Object.hasOwn(value, 'cases'))
}

/** The file of a contract: of this package by name, or of the user by folder. */
function fileOf(contract: string, laws: boolean): string | undefined {
  const own = join(TOOL.root, 'specs', contract, 'contract.yaml')
  if (!/^[a-z][a-z0-9-]*$/.test(contract) || !existsSync(own)) return join(contract, 'contract.yaml')
  // A contract of this package with cases is compiled, and its run loads no reader of YAML.
  return laws || isOfLaws(readFileSync(own, 'utf8')) ? own : undefined
}
