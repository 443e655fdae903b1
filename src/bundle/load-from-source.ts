import type { Contract } from '../contract/contract.ts'
import { loadContract } from '../contract/load-contract.ts'
import { ENVIRONMENT_ROLES } from '../http/auth/find-scheme.ts'
import { compileValidators } from '../contract/validators.ts'
import { checkPlan } from '../plan/check-plan.ts'
import { checkProperties } from '../plan/check-properties.ts'
import { UserError } from '../source/mistake.ts'
import { checkIds, loadSuites } from '../suite/load-suites.ts'
import { withRequirements } from '../suite/own-requirements.ts'
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
  if (!isShipped(path)) return addSuites({ ...known, suites: [] }, [path])
  const suites = await loadAndCheck([path], known)
  const extended = withOwnRequirements(contract, suites)
  refuseRepeats(suites, { beside: [], contract: extended })
  return { ...known, contract: extended, suites: suites.map((suite) => ({ ...suite, hints: [] })) }
}

/**
 * Reads and checks suites of a user for a loaded contract, and adds the suites and their requirements.
 * @throws UserError with every mistake.
 */
export async function addSuites(own: Bundle, paths: readonly string[]): Promise<Bundle> {
  const suites = await loadAndCheck(paths, own)
  const mistakes = checkIds([...own.suites, ...suites])
  if (mistakes.length > 0) throw new UserError(mistakes)
  const contract = withOwnRequirements(own.contract, suites)
  return { ...own, contract, suites: [...own.suites, ...hintAtRepeats(suites, { beside: own.suites, contract })] }
}

function withOwnRequirements(contract: Contract, suites: readonly Suite[]): Contract {
  return withRequirements(
    contract,
    suites.flatMap(({ requirements }) => requirements),
  )
}

async function loadAndCheck(
  paths: readonly string[],
  { contract, validators }: Pick<Bundle, 'contract' | 'validators'>,
): Promise<readonly Suite[]> {
  const suites = loadSuites(paths, contract)
  const extended = withOwnRequirements(contract, suites)
  checkPlan(suites, extended)
  await checkProperties(suites, extended, validators)
  return suites
}
