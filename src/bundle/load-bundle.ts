import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { UserError } from '../source/mistake.ts'
import { TOOL } from '../source/tool.ts'
import type { Bundle } from './bundle.ts'
import { readCompiled } from './read-compiled.ts'

/**
 * Loads a contract by name or folder, with its own suites, or with the cases of others: its own invariants hold for them too.
 * What this package ships was compiled when it was built, and that is used as long as the files are the same; anything else is
 * read from source.
 * @throws UserError with every mistake in the files.
 */
export async function loadBundle(contract: string, suites?: readonly string[]): Promise<Bundle> {
  const folder = contractFolder(contract)
  const own = readCompiled(folder) ?? (await (await import('./load-from-source.ts')).loadFromSource(folder))
  if (suites === undefined) return own
  const { loadOtherSuites } = await import('./load-from-source.ts')
  const invariants = own.suites.map((suite) => ({ ...suite, cases: [], hints: [] }))
  return { ...own, suites: [...invariants, ...(await loadOtherSuites(suites, own))] }
}

/** The folder of a contract: one of this package's by its name, or one of the user's by its path. */
function contractFolder(contract: string): string {
  const own = join(TOOL.root, 'specs', contract)
  if (/^[a-z][a-z0-9-]*$/.test(contract) && existsSync(join(own, 'contract.yaml'))) return own
  if (existsSync(join(contract, 'contract.yaml'))) return resolve(contract)
  throw new UserError(
    `there is no contract "${contract}": neither one of this package nor a folder with a contract.yaml`,
  )
}
