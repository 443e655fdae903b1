import type { Contract } from '../contract/contract.ts'
import { loadContract } from '../contract/load-contract.ts'
import { compileValidators } from '../contract/validators.ts'
import { checkPlan } from '../plan/check-plan.ts'
import { loadSuites } from '../suite/load-suites.ts'
import type { Suite } from '../suite/suite.ts'
import type { Bundle } from './bundle.ts'

/** Reads and checks a contract and its own suites. */
export function loadFromSource(folder: string): Bundle {
  const { contract, suites } = loadContract(folder)
  return { contract, suites: loadOtherSuites([suites], contract), validators: compileValidators(contract) }
}

/** Reads and checks suites about a contract that is known already. */
export function loadOtherSuites(paths: readonly string[], contract: Contract): readonly Suite[] {
  const suites = loadSuites(paths, contract)
  checkPlan(suites, contract)
  return suites
}
