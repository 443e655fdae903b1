import { loadContract } from '../contract/load-contract.ts'
import { compileValidators } from '../contract/validators.ts'
import { checkPlan } from '../plan/check-plan.ts'
import { loadSuites } from '../suite/load-suites.ts'
import type { Bundle } from './bundle.ts'

/** Reads and checks a contract and its suites, or the suites of another place. */
export function loadFromSource(folder: string, suitePaths?: readonly string[]): Bundle {
  const { contract, suites: own } = loadContract(folder)
  const suites = loadSuites(suitePaths ?? [own], contract)
  checkPlan(suites, contract)
  return { contract, suites, validators: compileValidators(contract) }
}
