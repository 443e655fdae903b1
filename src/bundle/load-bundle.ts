import { existsSync, readdirSync, realpathSync } from 'node:fs'
import { basename, join, relative, resolve } from 'node:path'
import { UserError } from '../source/mistake.ts'
import { suggestion } from '../source/suggestion.ts'
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
  const read = readCompiled(folder) ?? (await (await import('./load-from-source.ts')).loadFromSource(folder))
  const bundle = relative(join(TOOL.root, 'specs'), folder) === read.contract.name ? read : { ...read, folder }
  if (suites === undefined) return bundle
  const others = suites.filter((path) => !isOwnSuites(path, folder))
  const own =
    others.length < suites.length
      ? bundle.suites
      : bundle.suites.map((suite) => ({ ...suite, cases: [], retired: [], hints: [] }))
  if (others.length === 0) return bundle
  const { addSuites } = await import('./load-from-source.ts')
  return addSuites({ ...bundle, suites: own }, others)
}

/** True for the folder of the contract's own suites in this package, which are loaded with the contract. */
function isOwnSuites(path: string, folder: string): boolean {
  const own = join(TOOL.root, 'suites', basename(folder))
  return (
    folder === join(TOOL.root, 'specs', basename(folder)) &&
    existsSync(path) &&
    realpathSync(path) === realpathSync(own)
  )
}

/**
 * The folder of a contract: of this package by name, or of the user by path.
 * @throws UserError where there is no such contract.
 */
export function contractFolder(contract: string): string {
  const own = join(TOOL.root, 'specs', contract)
  if (/^[a-z][a-z0-9-]*$/.test(contract) && existsSync(join(own, 'contract.yaml'))) return own
  if (existsSync(join(contract, 'contract.yaml'))) return resolve(contract)
  throw new UserError(
    `there is no contract "${contract}"${suggestion(contract, ownContracts())}: neither one of this package (${ownContracts().join(', ')}) nor a folder with a contract.yaml`,
  )
}

/** The names of the contracts of this package. */
function ownContracts(): readonly string[] {
  const specs = join(TOOL.root, 'specs')
  return readdirSync(specs).filter((name) => existsSync(join(specs, name, 'contract.yaml')))
}
