import { loadContract } from '../contract/load-contract.ts'
import { ENVIRONMENT_ROLES } from '../http/auth/find-scheme.ts'
import { compileValidators } from '../contract/validators.ts'
import { checkPlan } from '../plan/check-plan.ts'
import { checkProperties } from '../plan/check-properties.ts'
import { UserError } from '../source/mistake.ts'
import { checkIds, loadSuites } from '../suite/load-suites.ts'
import type { Suite } from '../suite/suite.ts'
import type { Bundle } from './bundle.ts'
import { hintAtRepeats, refuseRepeats } from './check-repeats.ts'
import { isShipped } from './shipped.ts'

/**
 * Reads and checks a contract and the suites of the contract.
 * @throws UserError with every mistake.
 */
export async function loadFromSource(folder: string): Promise<Bundle> {
  const { contract, suites: path } = loadContract(folder, ENVIRONMENT_ROLES)
  const known = { contract, validators: compileValidators(contract) }
  if (!isShipped(path)) return { ...known, suites: await loadOtherSuites([path], { ...known, suites: [] }) }
  const suites = await loadAndCheck([path], known)
  refuseRepeats(suites, { beside: [], contract })
  return { ...known, suites: suites.map((suite) => ({ ...suite, hints: [] })) }
}

/**
 * Reads and checks suites of a user for a loaded contract, beside its own suites.
 * @throws UserError with every mistake.
 */
export async function loadOtherSuites(paths: readonly string[], own: Bundle): Promise<readonly Suite[]> {
  const suites = await loadAndCheck(paths, own)
  const mistakes = checkIds([...own.suites, ...suites])
  if (mistakes.length > 0) throw new UserError(mistakes)
  return hintAtRepeats(suites, { beside: own.suites, contract: own.contract })
}

async function loadAndCheck(
  paths: readonly string[],
  { contract, validators }: Pick<Bundle, 'contract' | 'validators'>,
): Promise<readonly Suite[]> {
  const suites = loadSuites(paths, contract)
  checkPlan(suites, contract)
  await checkProperties(suites, contract, validators)
  return suites
}
