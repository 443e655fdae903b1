import { loadContract } from '../contract/load-contract.ts'
import { ENVIRONMENT_ROLES } from '../http/auth/find-scheme.ts'
import { compileValidators } from '../contract/validators.ts'
import { checkPlan } from '../plan/check-plan.ts'
import { checkProperties } from '../plan/check-properties.ts'
import { loadSuites } from '../suite/load-suites.ts'
import type { Suite } from '../suite/suite.ts'
import type { Bundle } from './bundle.ts'

/**
 * Reads and checks a contract and the suites of the contract.
 * @throws UserError with every mistake.
 */
export async function loadFromSource(folder: string): Promise<Bundle> {
  const { contract, suites } = loadContract(folder, ENVIRONMENT_ROLES)
  const validators = compileValidators(contract)
  return { contract, suites: await loadOtherSuites([suites], { contract, validators }), validators }
}

/**
 * Reads and checks suites for a loaded contract.
 * @throws UserError with every mistake.
 */
export async function loadOtherSuites(
  paths: readonly string[],
  { contract, validators }: Pick<Bundle, 'contract' | 'validators'>,
): Promise<readonly Suite[]> {
  const suites = loadSuites(paths, contract)
  checkPlan(suites, contract)
  await checkProperties(suites, contract, validators)
  return suites
}
