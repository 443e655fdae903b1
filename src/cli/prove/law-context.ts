import { join } from 'node:path'
import { loadCases } from '../../law/declared/load-cases.ts'
import { casesOf } from '../../law/run-laws.ts'
import type { LawContext } from '../../prove/fire-laws-at.ts'
import { loadLawModel } from '../../law/load-law-model.ts'
import { TOOL } from '../../source/tool.ts'

/**
 * A contract of resources of this package, with its cases and the laws.
 * @throws UserError for mistakes in its files.
 */
export function lawContext(name: string, seed: number): LawContext {
  const folder = join(TOOL.root, 'specs', name)
  const { model, document } = loadLawModel(join(folder, 'contract.yaml'))
  const declared = model.suites === undefined ? [] : loadCases([join(folder, model.suites)], { model, document })
  const planned = casesOf({ document, model, declared, seed, mayWrite: () => true })
  return { document, model, declared, seed, planned }
}
