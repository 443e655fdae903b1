import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { UserError } from '../source/mistake.ts'
import { TOOL } from '../source/tool.ts'
import type { Bundle } from './bundle.ts'
import { readCompiled } from './read-compiled.ts'

/**
 * Loads a contract by name or folder. `suites` replaces the contract's own cases; the contract's invariants stay. The compiled form
 * of this package is used while all inputs are unchanged; any other contract is read from source.
 * @throws UserError with every mistake in the files.
 */
export async function loadBundle(contract: string, suites?: readonly string[]): Promise<Bundle> {
  const folder = contractFolder(contract)
  const bundle = readCompiled(folder) ?? (await (await import('./load-from-source.ts')).loadFromSource(folder))
  if (suites === undefined) return bundle
  const { addSuites } = await import('./load-from-source.ts')
  const invariants = bundle.suites.map((suite) => ({ ...suite, cases: [], retired: [], hints: [] }))
  return addSuites({ ...bundle, suites: invariants }, suites)
}

/** The folder of a contract: of this package by name, or of the user by path. */
function contractFolder(contract: string): string {
  const own = join(TOOL.root, 'specs', contract)
  if (/^[a-z][a-z0-9-]*$/.test(contract) && existsSync(join(own, 'contract.yaml'))) return own
  if (existsSync(join(contract, 'contract.yaml'))) return resolve(contract)
  throw new UserError(
    `there is no contract "${contract}": neither one of this package nor a folder with a contract.yaml`,
  )
}
